package dev.atlas.webhooks.dsl.scan;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The paths that somebody reads, as a tree of member names. Immutable; all children lie in one open-addressed table, by their
 * parent and their name.
 */
final class PathTree {

    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int LONGEST = 31;

    private final int[] parents;
    private final int[] slots;
    /** For each node which lengths its children's names have, so that most names need no look at the table. */
    private final int[] lengths;

    private final byte[] names;
    private final int[] ends;
    private final IdTable table;

    private PathTree(int[] parents, int[] slots, byte[] names, int[] ends) {
        this.parents = parents;
        this.slots = slots;
        this.lengths = new int[parents.length];
        this.names = names;
        this.ends = ends;
        IdTable.Builder children = new IdTable.Builder(parents.length);
        for (int node = 1; node < parents.length; node++) {
            int start = ends[node - 1];
            int length = ends[node] - start;
            lengths[parents[node]] |= 1 << Math.min(length, LONGEST);
            children.put(hash(parents[node], length, Words.head(names, start, length)), node);
        }
        this.table = children.build();
    }

    private static int hash(int parent, int length, long head) {
        return (int) Words.mix(head ^ (((long) parent << 8) | length) * 0xFF51AFD7ED558CCDL);
    }

    /**
     * The child with a name; {@link #NONE} if nobody reads it.
     *
     * @param head the name's first eight bytes, as {@link Words#head} gives them
     */
    int child(int parent, byte[] bytes, int from, int length, long head) {
        if (((lengths[parent] >>> Math.min(length, LONGEST)) & 1) == 0) {
            return NONE;
        }
        int place = table.first(hash(parent, length, head));
        int node;
        while ((node = table.at(place)) != IdTable.FREE) {
            int start = ends[node - 1];
            if (parents[node] == parent
                    && ends[node] - start == length
                    && Words.equal(names, start, bytes, from, length)) {
                return node;
            }
            place = table.next(place);
        }
        return NONE;
    }

    boolean hasChildren(int node) {
        return lengths[node] != 0;
    }

    /** The slot of what stands at a node; -1 when only something below it is read. */
    int slot(int node) {
        return slots[node];
    }

    int size() {
        return parents.length;
    }

    /** Whether a node is that one or stands below it. */
    boolean isWithin(int node, int top) {
        int at = node;
        while (at > top) {
            at = parents[at];
        }
        return at == top;
    }

    /** Grows a tree; children get higher numbers than their parents. */
    static final class Builder {

        private record Child(int parent, String name) {}

        private final Map<Child, Integer> nodes = new HashMap<>();
        private final List<Child> order = new ArrayList<>(List.of(new Child(NONE, "")));
        private final List<Integer> slots = new ArrayList<>(List.of(NONE));
        private int slotCount;

        Builder() {}

        Builder(PathTree first) {
            for (int node = 1; node < first.size(); node++) {
                int start = first.ends[node - 1];
                node(first.parents[node], Utf8.string(first.names, start, first.ends[node] - start));
                slots.set(node, first.slots[node]);
                slotCount = Math.max(slotCount, first.slots[node] + 1);
            }
        }

        /** The slot of a path. */
        int slot(List<String> path) {
            int node = ROOT;
            for (String name : path) {
                node = node(node, name);
            }
            if (slots.get(node) == NONE) {
                slots.set(node, slotCount++);
            }
            return slots.get(node);
        }

        int slotCount() {
            return slotCount;
        }

        private int node(int parent, String name) {
            return nodes.computeIfAbsent(new Child(parent, name), child -> {
                order.add(child);
                slots.add(NONE);
                return order.size() - 1;
            });
        }

        PathTree build() {
            int[] parents = new int[order.size()];
            int[] ends = new int[order.size()];
            ByteArrayOutputStream names = new ByteArrayOutputStream();
            for (int node = 0; node < parents.length; node++) {
                byte[] name = Utf8.bytes(order.get(node).name());
                parents[node] = order.get(node).parent();
                names.writeBytes(name);
                ends[node] = names.size();
            }
            return new PathTree(
                    parents, slots.stream().mapToInt(Integer::intValue).toArray(), names.toByteArray(), ends);
        }
    }
}
