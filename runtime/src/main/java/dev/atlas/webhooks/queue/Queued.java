package dev.atlas.webhooks.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as it stands in the queue.
 *
 * @param dueAt when it is attempted, or, of a leased one, when its lease ends; null while it is held, or waits behind
 *     others of its endpoint
 */
public record Queued(Delivery delivery, Lease lease, @Nullable Instant dueAt) {
    /** What is attempted later than that after it was due had no node to attempt it, or the node had no place. */
    static final Duration LATE = Duration.ofMinutes(1);

    private static final String WAITING = "waiting";

    /** To be attempted at that time. */
    public static Queued due(Delivery delivery, Instant at) {
        return new Queued(delivery, Lease.FREE, at);
    }

    /** Held, or behind others of its endpoint. */
    public static Queued aside(Delivery delivery) {
        return new Queued(delivery, Lease.FREE, null);
    }

    /**
     * The delivery, late by the time for which it was due and nobody attempted it: when all nodes were down for hours, the
     * retries that are left must not follow at once, one after the other, and pause the endpoint.
     */
    public Delivery caughtUp(Instant now) {
        Delivery.Schedule schedule = delivery.schedule();
        if (dueAt == null || schedule.start() == null || !dueAt.isBefore(now.minus(LATE))) {
            return delivery;
        }
        Duration late = schedule.late().plus(Duration.between(dueAt, now));
        return delivery.with(
                delivery.status(),
                new Delivery.Schedule(
                        schedule.attempts(), schedule.round(), schedule.start(), late, schedule.mayPause()));
    }

    /** Whether it waits behind others of its endpoint. */
    public boolean isWaiting() {
        return delivery.status() == DeliveryStatus.PENDING && dueAt == null;
    }

    /** The word for its state in the table. */
    String word() {
        return isWaiting() ? WAITING : delivery.status().word();
    }

    /** The other word for a state in the table; the same where there is only one. */
    public static String alias(DeliveryStatus status) {
        return status == DeliveryStatus.PENDING ? WAITING : status.word();
    }

    /** The state that a word of the table stands for; what has a word that nobody knows is not finished. */
    public static DeliveryStatus status(String word) {
        return word.equals(DeliveryStatus.HELD.word()) ? DeliveryStatus.HELD : DeliveryStatus.PENDING;
    }

    /** Whether the table has this word. */
    static boolean isKnown(String word) {
        return word.equals(WAITING) || word.equals(status(word).word());
    }
}
