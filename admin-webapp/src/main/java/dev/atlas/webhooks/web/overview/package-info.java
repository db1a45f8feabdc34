/** Beside the path: the pages about the whole workspace at a glance. */
@NullMarked
package dev.atlas.webhooks.web.overview;

import org.jspecify.annotations.NullMarked;
