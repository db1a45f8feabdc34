package dev.atlas.webhooks.stats;

import org.jspecify.annotations.Nullable;

/**
 * What came of attempts.
 *
 * @param delivered those that succeeded
 * @param dead those that were the last of a delivery which nobody took
 * @param latencies of those that got a complete response
 */
public record Counts(long attempts, long delivered, long dead, Latencies latencies) {
    /** Nothing happened. */
    public static final Counts NONE = new Counts(0, 0, 0, Latencies.NONE);

    /** Those that failed. */
    public long failed() {
        return attempts - delivered;
    }

    /** The part that succeeded, 0 to 1; null without attempts. */
    public @Nullable Double successRate() {
        return attempts == 0 ? null : (double) delivered / attempts;
    }

    /** These and others. */
    public Counts plus(Counts others) {
        return new Counts(
                attempts + others.attempts,
                delivered + others.delivered,
                dead + others.dead,
                latencies.plus(others.latencies));
    }
}
