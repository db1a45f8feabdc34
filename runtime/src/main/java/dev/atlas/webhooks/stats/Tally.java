package dev.atlas.webhooks.stats;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the attempts of one settlement. For one thread. */
public final class Tally {
    /** Stands for all endpoints of the workspace. */
    static final long EVERY_ENDPOINT = 0;

    /** Whose counter it is. */
    record Key(long endpoint, String eventType) {}

    private final SortedMap<Key, Counts> counts =
            new TreeMap<>(Comparator.comparingLong(Key::endpoint).thenComparing(Key::eventType));

    /**
     * Counts one attempt, for its endpoint and for the workspace.
     *
     * @param latency null when there was no complete response
     */
    public void add(long endpoint, String eventType, boolean delivered, boolean dead, @Nullable Duration latency) {
        Latencies one = latency == null ? Latencies.NONE : Latencies.NONE.plus(latency.toMillis());
        Counts counted = new Counts(1, delivered ? 1 : 0, dead ? 1 : 0, one);
        counts.merge(new Key(endpoint, eventType), counted, Counts::plus);
        counts.merge(new Key(EVERY_ENDPOINT, eventType), counted, Counts::plus);
    }

    /** In the order in which the rows are to be locked. */
    SortedMap<Key, Counts> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
