package dev.atlas.webhooks.dsl.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts that somebody compares with, each with its number. Immutable; an open-addressed table over one array of bytes. */
final class TextTable {

    private final byte[] pool;
    private final int[] ends;
    private final int[] table;

    private TextTable(byte[] pool, int[] ends, int[] table) {
        this.pool = pool;
        this.ends = ends;
        this.table = table;
    }

    int size() {
        return ends.length;
    }

    /** The number of a text; -1 when it is none of these. */
    int find(byte[] bytes, int from, int length) {
        int mask = table.length - 1;
        int at = Words.hash(bytes, from, length) & mask;
        int entry;
        while ((entry = table[at]) != 0) {
            int start = entry == 1 ? 0 : ends[entry - 2];
            if (ends[entry - 1] - start == length && Words.equal(pool, start, bytes, from, length)) {
                return entry - 1;
            }
            at = (at + 1) & mask;
        }
        return -1;
    }

    /** The length of the text of that number, in bytes. */
    int length(int number) {
        return ends[number] - start(number);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Numbers texts in the order they come. */
    static final class Builder {

        private final Map<String, Integer> numbers = new LinkedHashMap<>();

        Builder() {}

        Builder(TextTable first) {
            for (int number = 0; number < first.size(); number++) {
                add(Utf8.string(first.pool, first.start(number), first.length(number)));
            }
        }

        int add(String text) {
            return numbers.computeIfAbsent(text, t -> numbers.size());
        }

        TextTable build() {
            int[] ends = new int[numbers.size()];
            int[] table = new int[tableSize(ends.length)];
            byte[] pool = new byte[ends.length * 16];
            int length = 0;
            int number = 0;
            for (String text : numbers.keySet()) {
                byte[] bytes = Utf8.bytes(text);
                if (length + bytes.length > pool.length) {
                    pool = Arrays.copyOf(pool, (length + bytes.length) * 2);
                }
                System.arraycopy(bytes, 0, pool, length, bytes.length);
                length += bytes.length;
                ends[number++] = length;
                put(table, Words.hash(bytes, 0, bytes.length), number);
            }
            return new TextTable(Arrays.copyOf(pool, length), ends, table);
        }
    }

    /** A power of two, so that at most two thirds of the places are taken. */
    static int tableSize(int entries) {
        return Integer.highestOneBit(Math.max(4, entries + entries / 2 + 1) * 2 - 1);
    }

    static void put(int[] table, int hash, int entry) {
        int at = hash & (table.length - 1);
        while (table[at] != 0) {
            at = (at + 1) & (table.length - 1);
        }
        table[at] = entry;
    }
}
