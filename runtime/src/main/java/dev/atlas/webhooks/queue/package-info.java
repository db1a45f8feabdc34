/**
 * Delivery queue: deliveries and who works on them (leases and fences).
 */
@NullMarked
package dev.atlas.webhooks.queue;

import org.jspecify.annotations.NullMarked;
