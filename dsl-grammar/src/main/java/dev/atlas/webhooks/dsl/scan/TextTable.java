package dev.atlas.webhooks.dsl.scan;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The texts that somebody compares with, each with its number. Immutable; an open-addressed table over one array of bytes. */
final class TextTable {

    private final byte[] pool;
    private final int[] ends;
    private final IdTable table;

    private TextTable(byte[] pool, int[] ends, IdTable table) {
        this.pool = pool;
        this.ends = ends;
        this.table = table;
    }

    int size() {
        return ends.length;
    }

    /** The number of a text; -1 when it is none of these. */
    int find(byte[] bytes, int from, int length) {
        int place = table.first(Words.hash(bytes, from, length));
        int number;
        while ((number = table.at(place)) != IdTable.FREE) {
            int start = start(number);
            if (ends[number] - start == length && Words.equal(pool, start, bytes, from, length)) {
                return number;
            }
            place = table.next(place);
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
            IdTable.Builder table = new IdTable.Builder(ends.length);
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
                table.put(Words.hash(bytes, 0, bytes.length), number);
                ends[number++] = length;
            }
            return new TextTable(Arrays.copyOf(pool, length), ends, table.build());
        }
    }
}
