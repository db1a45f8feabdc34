package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.Capture;
import dev.atlas.webhooks.dsl.scan.Vocabulary;

/**
 * Filters packed into a few arrays; immutable. Its rules are numbered from 0. Which texts an event carries is known when it
 * comes here, as numbers of the vocabulary: a type and a text lead to a cluster of entries.
 */
final class Segment {

    /** Any event type. */
    static final int ANY_TYPE = 0;

    private final int[] sources;
    private final boolean hasAnyType;
    private final int[] typePrefixes;
    private final Clusters clusters;
    private final Entries entries;
    private final int[] linear;

    /**
     * A segment.
     *
     * @param sources      where keys come from, see {@link #source}
     * @param hasAnyType   whether something is for events of any type
     * @param typePrefixes the lengths of the type prefixes
     * @param linear       the rules that nothing but their event types leads to
     */
    Segment(int[] sources, boolean hasAnyType, int[] typePrefixes, Clusters clusters, Entries entries, int[] linear) {
        this.sources = sources;
        this.hasAnyType = hasAnyType;
        this.typePrefixes = typePrefixes;
        this.clusters = clusters;
        this.entries = entries;
        this.linear = linear;
    }

    int[] linear() {
        return linear;
    }

    static int exactType(int text) {
        return 2 * text + 1;
    }

    static int prefixType(int text) {
        return 2 * text + 2;
    }

    /** A slot whose texts are keys or, with a length of more than 0, begin with keys. */
    static int source(int slot, int prefixLength) {
        return (slot << 16) | prefixLength;
    }

    /** Marks the rules that an event passes. */
    void match(Matches event) {
        event.clearKeys();
        for (int number = 0; number < sources.length; number++) {
            findKeys(event, number, sources[number] >>> 16, sources[number] & 0xFFFF);
        }
        Capture capture = event.capture();
        int type = capture.first(Vocabulary.TYPE);
        if (hasAnyType) {
            look(event, ANY_TYPE);
        }
        if (capture.textNumber(type) >= 0) {
            look(event, exactType(capture.textNumber(type)));
        }
        for (int length : typePrefixes) {
            int prefix = capture.prefixNumber(type, length, event.vocabulary());
            if (prefix >= 0) {
                look(event, prefixType(prefix));
            }
        }
    }

    private static void findKeys(Matches event, int source, int slot, int prefixLength) {
        Capture capture = event.capture();
        for (int value = capture.first(slot); value != Capture.END; value = capture.next(value)) {
            int text = prefixLength == 0
                    ? capture.textNumber(value)
                    : capture.prefixNumber(value, prefixLength, event.vocabulary());
            if (text >= 0) {
                event.addKey(source, text);
            }
        }
    }

    private void look(Matches event, int type) {
        look(event, type, Clusters.NO_SOURCE, 0);
        for (int key = 0; key < event.keys(); key++) {
            look(event, type, event.keySource(key), event.keyText(key));
        }
    }

    private void look(Matches event, int type, int source, int text) {
        int cluster = clusters.find(type, source, text);
        if (cluster != Clusters.NONE) {
            clusters.visit(cluster, event, entries);
        }
    }
}
