package dev.atlas.webhooks.dsl.scan;

import java.util.Arrays;

/** The bytes of texts that do not stand so in the event: without escapes, without case, or made up. Grows, and is used again. */
final class TextBuffer {

    /** Of a whole number, its sign among them. */
    private static final int MOST_DIGITS = 20;

    private static final int NANO_DIGITS = 9;
    private static final int NANOS = 1_000_000_000;

    private byte[] bytes = {};
    private int end;

    byte[] bytes() {
        return bytes;
    }

    /** Where the next text will begin. */
    int end() {
        return end;
    }

    void clear() {
        end = 0;
    }

    private void ensure(int more) {
        if (bytes.length < end + more) {
            bytes = Arrays.copyOf(bytes, (end + more) * 2);
        }
    }

    /** Adds a text of the event without its escapes. */
    void addUnescaped(byte[] json, int from, int to) {
        ensure(to - from);
        end = Syntax.unescape(json, from, to, bytes, end);
    }

    /** Adds a text without its case. It may be one of this buffer. */
    void addFolded(byte[] source, int from, int length) {
        boolean own = source == bytes;
        ensure(length * Utf8.MOST_FOLDED);
        end = Utf8.fold(own ? bytes : source, from, length, bytes, end);
    }

    void addDigits(long amount) {
        ensure(MOST_DIGITS);
        if (amount < 0) {
            bytes[end++] = '-';
        }
        // Negative, as the smallest number has no positive counterpart.
        long left = amount < 0 ? amount : -amount;
        int length = 1;
        for (long more = left / 10; more != 0; more /= 10) {
            length++;
        }
        for (int at = end + length - 1; at >= end; at--, left /= 10) {
            bytes[at] = (byte) ('0' - left % 10);
        }
        end += length;
    }

    /** Adds Unix seconds with the nanoseconds after them, in JSON's form. */
    void addSeconds(long seconds, int nanos) {
        boolean beforeZero = seconds < 0 && nanos > 0;
        if (beforeZero && seconds == -1) {
            ensure(1);
            bytes[end++] = '-';
        }
        addDigits(beforeZero ? seconds + 1 : seconds);
        ensure(1 + NANO_DIGITS);
        bytes[end++] = '.';
        int left = beforeZero ? NANOS - nanos : nanos;
        for (int at = end + NANO_DIGITS - 1; at >= end; at--, left /= 10) {
            bytes[at] = (byte) ('0' + left % 10);
        }
        end += NANO_DIGITS;
    }
}
