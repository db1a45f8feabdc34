package dev.atlas.webhooks.dsl.value;

import java.util.Locale;

/** How the language compares text: by code point, and for {@code i"…"} by full Unicode case folding without a locale. */
public final class Texts {

    /** Text with more UTF-16 units than this counts as a value of the wrong type in every test that reads it. */
    public static final int MAX_TESTED = 8_192;

    private Texts() {}

    /** The text with its case taken away: two texts differ only in case exactly when their folded forms are equal. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return foldUnicode(text);
            }
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String foldUnicode(String text) {
        StringBuilder folded = new StringBuilder(text.length() + 8);
        text.codePoints().forEach(codePoint -> {
            int its = CaseFolding.fold(codePoint);
            if (its >= 0) {
                folded.appendCodePoint(its);
            } else {
                for (int each : CaseFolding.several(its)) {
                    folded.appendCodePoint(each);
                }
            }
        });
        return folded.toString();
    }

    /** Orders two texts by code point, which UTF-16 order is not where surrogates meet the last BMP characters. */
    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            if (left.charAt(i) != right.charAt(i)) {
                int start = splitsPair(left, i) || splitsPair(right, i) ? i - 1 : i;
                return Integer.compare(left.codePointAt(start), right.codePointAt(start));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** Whether a part is in a text, as whole code points. */
    public static boolean contains(String text, String part) {
        int at = text.indexOf(part);
        while (at >= 0 && !isWhole(text, at, part)) {
            at = text.indexOf(part, at + 1);
        }
        return at >= 0;
    }

    public static boolean startsWith(String text, String part) {
        return text.startsWith(part) && isWhole(text, 0, part);
    }

    public static boolean endsWith(String text, String part) {
        return text.endsWith(part) && isWhole(text, text.length() - part.length(), part);
    }

    private static boolean isWhole(String text, int at, String part) {
        return part.isEmpty() || (!splitsPair(text, at) && !splitsPair(text, at + part.length()));
    }

    /** Whether a place lies between two halves of one character. */
    private static boolean splitsPair(String text, int at) {
        return at > 0
                && at < text.length()
                && Character.isLowSurrogate(text.charAt(at))
                && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
