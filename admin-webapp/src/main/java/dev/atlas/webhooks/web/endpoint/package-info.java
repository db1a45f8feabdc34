/** Beside the path: the pages about endpoints: who is delivered to, and what of. */
@NullMarked
package dev.atlas.webhooks.web.endpoint;

import org.jspecify.annotations.NullMarked;
