package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.scan.IdTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes sorted entries into the arrays of {@link Clusters}. */
final class Packing {

    private final List<Integer> clusters = new ArrayList<>();
    private int[] code = new int[64];
    private int length;
    private double[] bounds = new double[64];
    private int boundCount;

    /** Adds all entries of one type and one key, in their order. */
    void cluster(List<Entry> entries) {
        Entry first = entries.get(0);
        int begin = length;
        clusters.add(begin);
        add(first.type());
        add(first.text());
        add(first.source() << 16);
        add(boundCount);
        int from = 0;
        for (int i = 1; i <= entries.size(); i++) {
            boolean ends = i == entries.size()
                    || entries.get(i).group() != entries.get(from).group()
                    || i - from == Clusters.MOST_IN_GROUP;
            if (ends) {
                group(entries.subList(from, i));
                code[begin + 2]++;
                from = i;
            }
        }
    }

    private void group(List<Entry> entries) {
        Entry first = entries.get(0);
        add(first.group() | entries.size());
        entries.forEach(entry -> add(entry.target()));
        if (first.isBounded()) {
            entries.forEach(entry -> addBound(entry.low()));
        }
        if (first.isBetween()) {
            entries.forEach(entry -> addBound(entry.high()));
        }
    }

    private void add(int number) {
        if (length == code.length) {
            code = Arrays.copyOf(code, length * 2);
        }
        code[length++] = number;
    }

    private void addBound(double bound) {
        if (boundCount == bounds.length) {
            bounds = Arrays.copyOf(bounds, boundCount * 2);
        }
        bounds[boundCount++] = bound;
    }

    Clusters packed() {
        IdTable.Builder table = new IdTable.Builder(clusters.size());
        for (int begin : clusters) {
            table.put(Clusters.hash(code[begin], code[begin + 2] >>> 16, code[begin + 1]), begin);
        }
        return new Clusters(table.build(), Arrays.copyOf(code, length), Arrays.copyOf(bounds, boundCount));
    }
}
