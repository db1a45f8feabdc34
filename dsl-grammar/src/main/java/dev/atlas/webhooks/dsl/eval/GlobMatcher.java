package dev.atlas.webhooks.dsl.eval;

import dev.atlas.webhooks.dsl.ast.Glob;
import dev.atlas.webhooks.dsl.value.Texts;
import java.util.stream.IntStream;

/** Fits whole texts to one glob, by code point; a backslash takes the wildness from the character behind it. */
final class GlobMatcher {

    private static final int ANY_CHARACTERS = -1;
    private static final int ONE_CHARACTER = -2;

    private final boolean caseless;
    private final int[] pattern;

    GlobMatcher(Glob glob) {
        this.caseless = glob.caseless();
        this.pattern = pattern(caseless ? Texts.fold(glob.pattern()) : glob.pattern(), glob.wildcards());
    }

    private static int[] pattern(String text, Glob.Wildcards wildcards) {
        IntStream.Builder pattern = IntStream.builder();
        int[] codePoints = text.codePoints().toArray();
        for (int i = 0; i < codePoints.length; i++) {
            int c = codePoints[i];
            boolean escapes = wildcards == Glob.Wildcards.STAR_AND_QUESTION_MARK;
            if (c == '\\' && escapes && i + 1 < codePoints.length) {
                pattern.add(codePoints[++i]);
            } else if (c == '*' && wildcards != Glob.Wildcards.NONE) {
                pattern.add(ANY_CHARACTERS);
            } else {
                pattern.add(c == '?' && escapes ? ONE_CHARACTER : c);
            }
        }
        return pattern.build().toArray();
    }

    /** Whether the whole text fits. On a mismatch only the last {@code *} takes one character more. */
    boolean fits(String tested) {
        int[] text = (caseless ? Texts.fold(tested) : tested).codePoints().toArray();
        int t = 0;
        int p = 0;
        int star = -1;
        int starText = 0;
        while (t < text.length) {
            if (p < pattern.length && pattern[p] == ANY_CHARACTERS) {
                star = p++;
                starText = t;
            } else if (p < pattern.length && (pattern[p] == ONE_CHARACTER || pattern[p] == text[t])) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++starText;
            } else {
                return false;
            }
        }
        while (p < pattern.length && pattern[p] == ANY_CHARACTERS) {
            p++;
        }
        return p == pattern.length;
    }
}
