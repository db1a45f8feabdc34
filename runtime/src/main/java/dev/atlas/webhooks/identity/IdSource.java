package dev.atlas.webhooks.identity;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Makes time-ordered 63-bit ids without asking the database: 41 bits of milliseconds since 2024, 10 bits of node, 12 bits
 * of counter (Twitter's Snowflake). Ids of one source strictly grow, also when the clock steps back. Thread-safe.
 */
public final class IdSource {
    /** Nodes that can make ids at the same time: 0 to 1,023. */
    public static final int NODES = 1024;

    /** 2024-01-01T00:00:00Z. */
    private static final long EPOCH_MILLIS = 1_704_067_200_000L;

    private static final int NODE_BITS = 10;
    private static final int COUNTER_BITS = 12;
    private static final long COUNTER_LIMIT = 1L << COUNTER_BITS;

    private final InstantSource clock;
    private int node;
    private long millis;
    private long counter;

    public IdSource(InstantSource clock, int node) {
        this.clock = clock;
        this.node = checked(node);
    }

    private static int checked(int node) {
        if (node < 0 || node >= NODES) {
            throw new IllegalArgumentException("node must be 0 to %d, was %d".formatted(NODES - 1, node));
        }
        return node;
    }

    /** The lowest id that can be made at a time; ids made before it are lower. */
    public static long lowestAt(Instant time) {
        return Math.max(0, time.toEpochMilli() - EPOCH_MILLIS) << (NODE_BITS + COUNTER_BITS);
    }

    /** When an id was made, to the millisecond. */
    public static Instant timeOf(long id) {
        return Instant.ofEpochMilli(EPOCH_MILLIS + (id >> (NODE_BITS + COUNTER_BITS)));
    }

    /** The number of this node. */
    public synchronized int node() {
        return node;
    }

    /** From now on this node has another number. */
    public synchronized void renumber(int another) {
        node = checked(another);
        millis++; // the number may be a lower one, and ids must grow
        counter = 0;
    }

    /** The next id; when a millisecond's counter is used up, the next millisecond is borrowed. */
    public synchronized long next() {
        long now = clock.millis() - EPOCH_MILLIS;
        if (now > millis) {
            millis = now;
            counter = 0;
        } else if (++counter == COUNTER_LIMIT) {
            millis++;
            counter = 0;
        }
        return millis << (NODE_BITS + COUNTER_BITS) | (long) node << COUNTER_BITS | counter;
    }
}
