package dev.atlas.webhooks.dsl.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Full Unicode case folding ({@code CaseFolding.txt}, status C and F) of single characters, without a locale and without
 * allocating. {@code ß} folds to {@code ss}; the Turkish letters stand for themselves.
 */
public final class CaseFolding {

    private static final int CAPITAL_I_WITH_DOT = 0x130;
    private static final int SMALL_DOTLESS_I = 0x131;
    private static final int LAST_EXPANDING = 0xFFFF;

    /** The characters that fold to several, in order, and what they fold to. */
    private static final int[] EXPANDING = IntStream.rangeClosed(0x80, LAST_EXPANDING)
            .filter(codePoint ->
                    codePoint != SMALL_DOTLESS_I && upper(codePoint).length() > 1)
            .filter(codePoint -> !Character.isSurrogate((char) codePoint))
            .toArray();

    private static final int[][] EXPANSIONS =
            Arrays.stream(EXPANDING).mapToObj(CaseFolding::expand).toArray(int[][]::new);

    private CaseFolding() {}

    /** What a character folds to; negative when that is several characters, see {@link #several}. */
    public static int fold(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + 'a' - 'A' : codePoint;
        } else if (codePoint == SMALL_DOTLESS_I) {
            return codePoint;
        }
        int expanding = Arrays.binarySearch(EXPANDING, codePoint);
        // Java knows no case folding; down, up and down again lands on the same classes.
        return expanding >= 0
                ? ~expanding
                : Character.toLowerCase(Character.toUpperCase(Character.toLowerCase(codePoint)));
    }

    /** The characters that one folds to for which {@link #fold} is negative. */
    public static int[] several(int negative) {
        return EXPANSIONS[~negative];
    }

    private static String upper(int codePoint) {
        return codePoint == CAPITAL_I_WITH_DOT
                ? "I\u0307"
                : Character.toString(Character.toLowerCase(codePoint)).toUpperCase(Locale.ROOT);
    }

    private static int[] expand(int codePoint) {
        return upper(codePoint).codePoints().map(Character::toLowerCase).toArray();
    }
}
