/** Beside the path: the pages about events: what was published, and what became of it at every endpoint. */
@NullMarked
package dev.atlas.webhooks.web.event;

import org.jspecify.annotations.NullMarked;
