/** Streams of server-sent events to those who listen, without a thread for each. */
@NullMarked
package dev.atlas.webhooks.servlet.listen;

import org.jspecify.annotations.NullMarked;
