package dev.atlas.webhooks.dsl.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes read eight at a time, the first one lowest. */
final class Words {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private Words() {}

    /** The eight bytes from there on; there must be so many. */
    static long at(byte[] bytes, int from) {
        return (long) LONGS.get(bytes, from);
    }

    /** The first bytes of a text as a word, at most eight; zeros stand for what it has less. */
    static long head(byte[] bytes, int from, int length) {
        if (from + 8 <= bytes.length) {
            return first(at(bytes, from), length);
        }
        long word = 0;
        for (int i = 0; i < length && i < 8; i++) {
            word |= (bytes[from + i] & 0xFFL) << (i * 8);
        }
        return word;
    }

    /** The first bytes of a word; all, if {@code count} is 8 or more. */
    static long first(long word, int count) {
        return count >= 8 ? word : word & ((1L << (count * 8)) - 1);
    }

    /**
     * Marks the bytes that end or interrupt a plain ASCII text: quotation mark, backslash, control characters and whatever is
     * not ASCII. Only the lowest mark is to be trusted, as a borrow can set one above it.
     */
    static long special(long word) {
        return (((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES) | (word - SPACES) | word) & HIGH;
    }

    /** A hash of a piece of bytes. */
    static int hash(byte[] bytes, int from, int length) {
        long hash = length * MIX;
        int at = from;
        int left = length;
        while (left > 8) {
            hash = mix(hash ^ at(bytes, at));
            at += 8;
            left -= 8;
        }
        return (int) mix(hash ^ head(bytes, at, left));
    }

    static long mix(long hash) {
        long mixed = hash * MIX;
        return mixed ^ (mixed >>> 32);
    }

    static boolean equal(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
        return Arrays.equals(a, aFrom, aFrom + length, b, bFrom, bFrom + length);
    }
}
