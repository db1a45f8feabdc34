package dev.atlas.webhooks.dsl.index;

import java.util.Comparator;

/**
 * One place where a filter is found, before it is packed.
 *
 * @param type   the event type, in the segment's numbers
 * @param source where the key comes from, and {@code text} its number
 * @param group  the header of its group, without the count
 * @param low    orders it in its group
 * @param target what is found there, see {@link Entries}
 */
record Entry(int type, int source, int text, int group, double low, double high, int target) {

    static final Comparator<Entry> ORDER = Comparator.comparingInt(Entry::type)
            .thenComparingInt(Entry::source)
            .thenComparingInt(Entry::text)
            .thenComparingInt(Entry::group)
            .thenComparingDouble(entry -> entry.isDescending() ? -entry.low() : entry.low())
            .thenComparingInt(Entry::target);

    /** Whether it has one bound, or two. */
    boolean isBounded() {
        return Clusters.kind(group) != 0;
    }

    boolean isBetween() {
        return Clusters.kind(group) == Range.Kind.BETWEEN.code();
    }

    private boolean isDescending() {
        int kind = Clusters.kind(group);
        return kind == Range.Kind.BELOW.code() || kind == Range.Kind.AT_MOST.code();
    }

    boolean isInClusterOf(Entry other) {
        return type == other.type && source == other.source && text == other.text;
    }
}
