package dev.atlas.webhooks.benchmarks.faults;

/**
 * Something done to a process.
 *
 * @param at when, by {@link System#nanoTime}
 */
record Disturbance(Kind kind, long at) {

    enum Kind {
        KILL,
        FREEZE,
        DATABASE_CRASH
    }

    /** Whether an attempt may be made again because of it. */
    boolean losesAttempts() {
        return kind != Kind.DATABASE_CRASH;
    }
}
