package dev.atlas.webhooks.benchmarks.faults;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the publishers did, by the names of their events. Safe for several threads. */
final class Journal {

    /** What became of an event at its publisher. */
    enum Fate {
        COMMITTED,
        ROLLED_BACK,
        /** The answer to the commit was lost: either is right. */
        UNKNOWN
    }

    record Entry(Published event, Fate fate) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    void note(Published event, Fate fate) {
        entries.put(event.name(), new Entry(event, fate));
    }

    @Nullable
    Entry find(String name) {
        return entries.get(name);
    }

    Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    Map<Fate, Integer> counts() {
        Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
        entries.values().forEach(entry -> counts.merge(entry.fate(), 1, Integer::sum));
        return counts;
    }
}
