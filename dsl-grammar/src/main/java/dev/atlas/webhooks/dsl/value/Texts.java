package dev.atlas.webhooks.dsl.value;

import java.util.Locale;

/** How the language compares text: by code point, and for {@code i"…"} by full Unicode case folding without a locale. */
public final class Texts {

    /** Text with more UTF-16 units than this counts as a value of the wrong type in every test that reads it. */
    public static final int MAX_TESTED = 8_192;

    private static final char CAPITAL_I_WITH_DOT = '\u0130';
    private static final char SMALL_DOTLESS_I = '\u0131';

    private Texts() {}

    /**
     * The text with its case taken away: two texts differ only in case exactly when their folded forms are equal. As in
     * Unicode's {@code CaseFolding.txt} (status C and F), {@code ß} folds to {@code ss} and the Turkish letters stand
     * for themselves.
     */
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
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            if (codePoint < 0x80) {
                folded.append((char) Character.toLowerCase(codePoint));
            } else if (codePoint == CAPITAL_I_WITH_DOT) {
                folded.append("i\u0307");
            } else if (codePoint == SMALL_DOTLESS_I) {
                folded.append(SMALL_DOTLESS_I);
            } else {
                // Java knows no case folding; down, up (which expands ß) and down again lands on the same classes.
                String upper =
                        Character.toString(Character.toLowerCase(codePoint)).toUpperCase(Locale.ROOT);
                upper.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
            }
        }
        return folded.toString();
    }

    /** Orders two texts by code point, which UTF-16 order is not where surrogates meet the last BMP characters. */
    public static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Integer.compare(codePointRank(a), codePointRank(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int codePointRank(char unit) {
        return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
    }
}
