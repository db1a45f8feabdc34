/**
 * Outbox: where an event is durable before anything else happens to it.
 */
@NullMarked
package dev.atlas.webhooks.outbox;

import org.jspecify.annotations.NullMarked;
