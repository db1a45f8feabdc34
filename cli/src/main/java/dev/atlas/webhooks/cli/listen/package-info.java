/** {@code atlas webhooks listen}: a durable session on the server, whose deliveries are forwarded to this machine. */
@NullMarked
package dev.atlas.webhooks.cli.listen;

import org.jspecify.annotations.NullMarked;
