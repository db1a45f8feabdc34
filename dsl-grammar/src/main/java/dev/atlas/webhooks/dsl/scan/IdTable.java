package dev.atlas.webhooks.dsl.scan;

/**
 * An open-addressed table of numbers, found by the hash of what they stand for. Immutable. Numbers that fit take two bytes
 * each: most indexes are small, and many.
 */
public final class IdTable {

    /** What {@link #at} gives for a place that is free. */
    public static final int FREE = -1;

    private static final char[] NO_SMALL = {};
    private static final int[] NO_LARGE = {};

    private final char[] small;
    private final int[] large;
    private final int mask;

    private IdTable(int[] places, int greatest) {
        this.mask = places.length - 1;
        boolean fits = greatest < Character.MAX_VALUE;
        this.large = fits ? NO_LARGE : places;
        this.small = fits ? new char[places.length] : NO_SMALL;
        for (int i = 0; i < small.length; i++) {
            small[i] = (char) places[i];
        }
    }

    /** The place to look first. */
    public int first(int hash) {
        return hash & mask;
    }

    /** The place to look after that one. */
    public int next(int place) {
        return (place + 1) & mask;
    }

    /** The number in a place. */
    public int at(int place) {
        return (large.length == 0 ? small[place] : large[place]) - 1;
    }

    /** Collects numbers. */
    public static final class Builder {

        private final int[] places;
        private int greatest;

        /** @param count how many will come, at most */
        public Builder(int count) {
            this.places = new int[Integer.highestOneBit(Math.max(2, count + count / 2) * 2 - 1)];
        }

        public void put(int hash, int number) {
            int place = hash & (places.length - 1);
            while (places[place] != 0) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = number + 1;
            greatest = Math.max(greatest, number + 1);
        }

        public IdTable build() {
            return new IdTable(places, greatest);
        }
    }
}
