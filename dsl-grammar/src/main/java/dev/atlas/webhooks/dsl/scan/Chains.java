package dev.atlas.webhooks.dsl.scan;

import java.util.Arrays;

/** For each slot its values, in the order in which they came. Made to be filled again and again; not thread-safe. */
final class Chains {

    private int[] first = new int[0];
    private int[] last = new int[0];
    private int[] next = new int[64];

    void begin(int slots) {
        if (first.length < slots) {
            first = new int[slots];
            last = new int[slots];
        }
        Arrays.fill(first, 0, slots, Capture.END);
    }

    int first(int slot) {
        return first[slot];
    }

    int next(int value) {
        return next[value];
    }

    /** Makes a value known, which nothing follows yet. */
    void add(int value) {
        if (value >= next.length) {
            next = Arrays.copyOf(next, next.length * 2);
        }
        next[value] = Capture.END;
    }

    /** Puts a value at the end of a slot. */
    void append(int slot, int value) {
        if (first[slot] == Capture.END) {
            first[slot] = value;
        } else {
            next[last[slot]] = value;
        }
        last[slot] = value;
    }

    /** Lets one value follow another, or nothing. */
    void link(int value, int follower) {
        next[value] = follower;
    }

    /** Takes from a slot what came since there were so many values. */
    void forget(int slot, int since) {
        int kept = Capture.END;
        for (int value = first[slot]; value != Capture.END && value < since; value = next[value]) {
            kept = value;
        }
        if (kept == Capture.END) {
            first[slot] = Capture.END;
        } else {
            next[kept] = Capture.END;
        }
        last[slot] = kept;
    }
}
