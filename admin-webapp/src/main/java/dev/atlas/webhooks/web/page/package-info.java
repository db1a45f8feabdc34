/** Beside the path: how a page is put together, from the value that a resource returns to the bytes on the wire. */
@NullMarked
package dev.atlas.webhooks.web.page;

import org.jspecify.annotations.NullMarked;
