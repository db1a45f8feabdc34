package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;

/** A delivery that this node has claimed, where it goes, and its place among the attempts under way. */
record Claimed(LeasedDelivery leased, Route route, Place place) {}
