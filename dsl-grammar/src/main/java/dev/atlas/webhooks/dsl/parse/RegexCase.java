package dev.atlas.webhooks.dsl.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds what RE2/J must not be asked to ignore the case of: it walks from a character to those that differ only in case until it
 * is back, and from a few, which its tables do not have, it never comes back ({@code U+1C80} among them).
 */
final class RegexCase {

    /** RE2/J has tables of its own for these, so it comes back. */
    private static final String KNOWN = "\u00b5\u0130\u0131\u017f\u01c5\u01c8\u01cb\u01f2\u0345\u03c2\u03d0\u03d1"
            + "\u03d5\u03d6\u03f0\u03f1\u03f4\u03f5\u1e9b\u1e9e\u1fbe\u2126\u212a\u212b";

    /** A character by its number, or as it is. */
    private static final Pattern CHARACTER = Pattern.compile("\\\\x\\{([0-9a-fA-F]{1,8})\\}|.", Pattern.DOTALL);

    private static final int HEXADECIMAL = 16;
    /** Behind 0x1FFFF no character has a case. */
    private static final int[] ENDLESS =
            IntStream.rangeClosed(0x80, 0x1FFFF).filter(RegexCase::isEndless).toArray();

    private RegexCase() {}

    /** A character of an expression, or of one of its ranges, whose case must not be ignored. */
    static OptionalInt endless(String pattern) {
        List<Integer> characters = new ArrayList<>();
        Matcher character = CHARACTER.matcher(pattern);
        while (character.find()) {
            String number = character.group(1);
            characters.add(
                    number == null ? character.group().codePointAt(0) : (int) Long.parseLong(number, HEXADECIMAL));
        }
        for (int i = 0; i < characters.size(); i++) {
            boolean range = i + 2 < characters.size() && characters.get(i + 1) == '-';
            int first = characters.get(i);
            int last = range ? characters.get(i + 2) : first;
            OptionalInt found = IntStream.of(ENDLESS)
                    .filter(endless -> endless >= first && endless <= last)
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isEndless(int character) {
        return KNOWN.indexOf(character) < 0 && next(next(character)) != character;
    }

    private static int next(int character) {
        int lower = Character.toLowerCase(character);
        return lower != character ? lower : Character.toUpperCase(character);
    }
}
