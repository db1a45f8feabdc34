package dev.atlas.webhooks.metrics;

/** What is told after the deed. When the log itself is broken, nothing but the telling may fail by it. */
public final class BestEffort {
    private BestEffort() {}

    /** Writes to the log, or counts, if that is possible. */
    public static void tell(Runnable words) {
        try {
            words.run();
        } catch (RuntimeException brokenLog) {
            // There is nobody left to be told.
        }
    }
}
