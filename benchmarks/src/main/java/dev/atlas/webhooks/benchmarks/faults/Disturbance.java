package dev.atlas.webhooks.benchmarks.faults;

import java.util.Set;

/**
 * Something done to a process.
 *
 * @param at when, by {@link System#nanoTime}
 * @param inFlight the deliveries that the process worked on then, and may not have settled
 */
record Disturbance(Kind kind, long at, Set<Long> inFlight) {

    enum Kind {
        KILL,
        /** Ended as an operator does: it settles what is under way, so nothing may be sent twice. */
        STOP,
        /** Likewise while another node stands still, perhaps with rows locked that would have to be written. */
        STOP_BESIDE_FROZEN,
        /** Shorter than a lease. */
        FREEZE,
        /** Longer than a lease. */
        LONG_FREEZE,
        DATABASE_CRASH,
        DATABASE_FREEZE
    }

    Disturbance {
        inFlight = Set.copyOf(inFlight);
    }

    /** Whether what was in flight may be sent again because of it. */
    boolean losesAttempts() {
        return kind == Kind.KILL || kind == Kind.LONG_FREEZE || kind == Kind.STOP_BESIDE_FROZEN;
    }
}
