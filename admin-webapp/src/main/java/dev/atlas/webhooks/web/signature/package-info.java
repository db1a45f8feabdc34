/** Beside the path: the page that tells why a receiver refuses a signature. */
@NullMarked
package dev.atlas.webhooks.web.signature;

import org.jspecify.annotations.NullMarked;
