package dev.atlas.webhooks.dsl.index;

/**
 * One place where a filter is found, before it is packed.
 *
 * @param type   the event type, in the segment's numbers
 * @param source where the key comes from, and {@code text} its number
 * @param group  the header of its group, without the count
 * @param low    orders it in its group
 * @param target what is found there, see {@link Entries}
 */
record Entry(int type, int source, int text, int group, double low, double high, int target)
        implements Comparable<Entry> {

    /** By place, then by bound, from where most hold. */
    @Override
    public int compareTo(Entry other) {
        int order = Integer.compare(type, other.type);
        order = order != 0 ? order : Integer.compare(source, other.source);
        order = order != 0 ? order : Integer.compare(text, other.text);
        order = order != 0 ? order : Integer.compare(group, other.group);
        order = order != 0 ? order : isDescending() ? Double.compare(other.low, low) : Double.compare(low, other.low);
        return order != 0 ? order : Integer.compare(target, other.target);
    }

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
