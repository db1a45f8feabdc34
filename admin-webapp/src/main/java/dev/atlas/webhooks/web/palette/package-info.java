/** Beside the path: what the command palette can go to. */
@NullMarked
package dev.atlas.webhooks.web.palette;

import org.jspecify.annotations.NullMarked;
