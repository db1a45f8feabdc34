package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.queue.Delivery;
import java.time.Instant;

/** A finished delivery. The time of its end says in which part of the log it stands. */
public record Past(Delivery delivery, Instant finishedAt) {}
