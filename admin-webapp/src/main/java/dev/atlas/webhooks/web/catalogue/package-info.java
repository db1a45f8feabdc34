/** Beside the path: the pages about event types: what may be published, and what it carries. */
@NullMarked
package dev.atlas.webhooks.web.catalogue;

import org.jspecify.annotations.NullMarked;
