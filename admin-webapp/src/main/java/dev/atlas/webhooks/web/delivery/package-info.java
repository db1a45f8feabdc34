/** Beside the path: the pages about deliveries: what went where, and how each attempt ended. */
@NullMarked
package dev.atlas.webhooks.web.delivery;

import org.jspecify.annotations.NullMarked;
