package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.event.StoredEvent;

/** A delivery that this node may attempt now, with what it carries. */
public record LeasedDelivery(Delivery delivery, Lease lease, StoredEvent event) {}
