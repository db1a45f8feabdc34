package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.value.CaseFolding;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * UTF-8 in both directions. An unpaired surrogate, which only an escape can write, is kept as its three bytes ("WTF-8"), so
 * that two texts are equal exactly when their bytes are.
 */
public final class Utf8 {

    /** How much longer a text can become when its case is taken away, in bytes. */
    static final int MOST_FOLDED = 3;

    private Utf8() {}

    /** The end of the character that begins at a byte which is not ASCII; -1 when it is not well-formed (RFC 3629). */
    static int end(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        if (lead >= 0xC2 && lead < 0xE0) {
            return isTail(bytes, at + 1) ? at + 2 : -1;
        } else if (lead >= 0xE0 && lead < 0xF0) {
            boolean fine = isTail(bytes, at + 1) && isTail(bytes, at + 2);
            int second = fine ? bytes[at + 1] & 0xFF : 0;
            boolean overlong = lead == 0xE0 && second < 0xA0;
            boolean surrogate = lead == 0xED && second >= 0xA0;
            return fine && !overlong && !surrogate ? at + 3 : -1;
        } else if (lead >= 0xF0 && lead < 0xF5) {
            boolean fine = isTail(bytes, at + 1) && isTail(bytes, at + 2) && isTail(bytes, at + 3);
            int second = fine ? bytes[at + 1] & 0xFF : 0;
            boolean overlong = lead == 0xF0 && second < 0x90;
            boolean beyond = lead == 0xF4 && second >= 0x90;
            return fine && !overlong && !beyond ? at + 4 : -1;
        }
        return -1;
    }

    private static boolean isTail(byte[] bytes, int at) {
        return at < bytes.length && (bytes[at] & 0xC0) == 0x80;
    }

    /** Writes one code point and returns where it ends. There must be room for four bytes. */
    static int write(byte[] target, int at, int codePoint) {
        int end = at;
        if (codePoint < 0x80) {
            target[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            target[end++] = (byte) (0xC0 | (codePoint >> 6));
            target[end++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            target[end++] = (byte) (0xE0 | (codePoint >> 12));
            target[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            target[end++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            target[end++] = (byte) (0xF0 | (codePoint >> 18));
            target[end++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            target[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            target[end++] = (byte) (0x80 | (codePoint & 0x3F));
        }
        return end;
    }

    public static byte[] bytes(String text) {
        if (hasNoLoneSurrogate(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = new byte[text.length() * 3];
        int end = 0;
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            end = write(bytes, end, codePoint);
        }
        return Arrays.copyOf(bytes, end);
    }

    private static boolean hasNoLoneSurrogate(String text) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                return false;
            }
        }
        return true;
    }

    static String string(byte[] bytes, int from, int length) {
        int to = from + length;
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xFF) >= 0xA0) {
                return withSurrogates(bytes, from, to);
            }
        }
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private static String withSurrogates(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            int lead = bytes[at] & 0xFF;
            int tails = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            text.appendCodePoint(codePoint(bytes, at, tails));
            at += tails + 1;
        }
        return text.toString();
    }

    /** Whether a text is ASCII without capitals, which has no case to take away. */
    static boolean isFolded(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] < 0 || (bytes[i] >= 'A' && bytes[i] <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Writes a text without its case and returns where that ends. It may be {@link #MOST_FOLDED} times as long. */
    static int fold(byte[] bytes, int from, int length, byte[] target, int targetFrom) {
        int end = targetFrom;
        int at = from;
        while (at < from + length) {
            int lead = bytes[at] & 0xFF;
            int tails = lead < 0x80 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
            int folded = CaseFolding.fold(codePoint(bytes, at, tails));
            if (folded >= 0) {
                end = write(target, end, folded);
            } else {
                for (int each : CaseFolding.several(folded)) {
                    end = write(target, end, each);
                }
            }
            at += tails + 1;
        }
        return end;
    }

    private static int codePoint(byte[] bytes, int at, int tails) {
        int codePoint = tails == 0 ? bytes[at] : bytes[at] & (0x3F >> tails);
        for (int i = 1; i <= tails; i++) {
            codePoint = (codePoint << 6) | (bytes[at + i] & 0x3F);
        }
        return codePoint;
    }

    /** How many UTF-16 units the text has. */
    static int units(byte[] bytes, int from, int length) {
        int units = 0;
        for (int i = from; i < from + length; i++) {
            int each = bytes[i] & 0xFF;
            units += each >= 0xF0 ? 2 : (each & 0xC0) == 0x80 ? 0 : 1;
        }
        return units;
    }
}
