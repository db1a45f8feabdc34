package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.IdTable;

/**
 * All entries of a segment by event type and key, in three arrays. One open-addressed table leads to a cluster: a header of
 * four numbers (type, text, source and number of groups, first bound) and then its groups. A group is a header (relation,
 * slot, count) and so many targets, ordered by their bounds. Of a one-sided relation those that hold come first, so that they
 * cost what they are.
 */
final class Clusters {

    static final int NONE = -1;

    /** The source of what each event of a type must look at. */
    static final int NO_SOURCE = 0xFFFF;

    static final int HEADER = 4;
    static final int MOST_SLOTS = 1 << 13;
    static final int MOST_IN_GROUP = 0xFFFF;

    private static final int KIND_SHIFT = 29;
    private static final int SLOT_SHIFT = 16;
    private static final int PLAIN = 0;
    private static final int ABOVE = Range.Kind.ABOVE.code();
    private static final int AT_LEAST = Range.Kind.AT_LEAST.code();
    private static final int BELOW = Range.Kind.BELOW.code();
    private static final int AT_MOST = Range.Kind.AT_MOST.code();
    private static final int BETWEEN = Range.Kind.BETWEEN.code();

    private final IdTable table;
    private final int[] code;
    private final double[] bounds;

    Clusters(IdTable table, int[] code, double[] bounds) {
        this.table = table;
        this.code = code;
        this.bounds = bounds;
    }

    /** The header of a group, without its count. */
    static int group(Range.Kind kind, int slot) {
        return (kind.code() << KIND_SHIFT) | (slot << SLOT_SHIFT);
    }

    /** The kind of a group; 0 when it has no bounds. */
    static int kind(int group) {
        return group >>> KIND_SHIFT;
    }

    static int hash(int type, int source, int text) {
        int hash = (type * 0x9E3779B1) ^ (text * 0x85EBCA77) ^ (source * 0xC2B2AE3D);
        hash = (hash ^ (hash >>> 15)) * 0x2C1B3C6D;
        return hash ^ (hash >>> 13);
    }

    /** The cluster of a type and a key. */
    int find(int type, int source, int text) {
        int place = table.first(hash(type, source, text));
        int cluster;
        while ((cluster = table.at(place)) != IdTable.FREE) {
            if (code[cluster] == type && code[cluster + 1] == text && code[cluster + 2] >>> 16 == source) {
                return cluster;
            }
            place = table.next(place);
        }
        return NONE;
    }

    /** Takes from a cluster the targets whose bounds hold. */
    void visit(int cluster, Matches event, Entries entries) {
        int groups = code[cluster + 2] & 0xFFFF;
        int bound = code[cluster + 3];
        int at = cluster + HEADER;
        for (int group = 0; group < groups; group++) {
            int header = code[at];
            int kind = kind(header);
            int count = header & MOST_IN_GROUP;
            if (kind == PLAIN) {
                takeFirst(count, at, event, entries);
            } else {
                visitGroup(at, bound, event, entries);
                bound += kind == BETWEEN ? 2 * count : count;
            }
            at += count + 1;
        }
    }

    private void takeFirst(int count, int group, Matches event, Entries entries) {
        for (int i = group + 1; i <= group + count; i++) {
            entries.take(code[i], event);
        }
    }

    private void visitGroup(int group, int bound, Matches event, Entries entries) {
        int header = code[group];
        int kind = kind(header);
        int count = header & MOST_IN_GROUP;
        Capture capture = event.capture();
        int slot = (header >>> SLOT_SHIFT) & (MOST_SLOTS - 1);
        for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
            if (capture.isNumber(value)) {
                if (kind <= AT_MOST) {
                    takeFirst(held(kind, bound, count, capture, value), group, event, entries);
                } else {
                    takeInside(group, bound, value, event, entries);
                }
            }
        }
    }

    /** How many of the bounds of a one-sided relation hold for a number; they are the first ones. */
    private int held(int kind, int bound, int count, Capture capture, int value) {
        double number = capture.number(value);
        boolean rising = kind <= AT_LEAST;
        int held = 0;
        while (held < count) {
            double limit = bounds[bound + held];
            boolean holds = limit == number ? holdsAt(kind, capture.side(value)) : rising == limit < number;
            if (!holds) {
                break;
            }
            held++;
        }
        return held;
    }

    /** What the screens leave open the digits decide. */
    private static boolean holdsAt(int kind, int side) {
        return kind == ABOVE ? side > 0 : kind == AT_LEAST ? side >= 0 : kind == BELOW ? side < 0 : side <= 0;
    }

    private void takeInside(int group, int bound, int value, Matches event, Entries entries) {
        Capture capture = event.capture();
        double number = capture.number(value);
        int count = code[group] & MOST_IN_GROUP;
        if (kind(code[group]) == BETWEEN) {
            for (int i = 0; i < count && isAtLeast(number, bounds[bound + i], capture.side(value)); i++) {
                double high = bounds[bound + count + i];
                if (number < high || (number == high && capture.side(value) <= 0)) {
                    entries.take(code[group + 1 + i], event);
                }
            }
        } else {
            int first = firstAtLeast(number, bound, bound + count) - bound;
            for (int i = first; i < count && bounds[bound + i] == number; i++) {
                if (capture.side(value) == 0) {
                    entries.take(code[group + 1 + i], event);
                }
            }
        }
    }

    private static boolean isAtLeast(double number, double limit, int side) {
        return number > limit || (number == limit && side >= 0);
    }

    private int firstAtLeast(double number, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (bounds[middle] < number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
