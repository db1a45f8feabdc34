package dev.atlas.webhooks.dsl.scan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of texts that do not stand so in the event: without escapes, without case, or made up. Grows, and is used again. */
final class TextBuffer {

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
        byte[] digits = Long.toString(amount).getBytes(StandardCharsets.US_ASCII);
        ensure(digits.length);
        System.arraycopy(digits, 0, bytes, end, digits.length);
        end += digits.length;
    }
}
