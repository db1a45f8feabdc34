package dev.atlas.webhooks.dsl.parse;

import java.util.Optional;

/** Reads what stands between quotes: JSON's escapes, and any quote or other character behind a backslash of its own. */
final class Quoting {

    private static final String ESCAPABLE = "\"'`\\/";

    private Quoting() {}

    /** The meaning of the characters between the quotes. */
    static String meaning(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted;
        }
        StringBuilder meaning = new StringBuilder(quoted.length());
        for (int i = 0; i < quoted.length(); i++) {
            char c = quoted.charAt(i);
            if (c != '\\') {
                meaning.append(c);
            } else if (quoted.charAt(++i) == 'u') {
                meaning.append((char) Integer.parseInt(quoted, i + 1, i + 5, 16));
                i += 4;
            } else {
                meaning.append(control(quoted.charAt(i)));
            }
        }
        return meaning.toString();
    }

    /** Where the first escape stands that means nothing, if one does. */
    static Optional<Integer> badEscape(String quoted) {
        for (int at = quoted.indexOf('\\'); at >= 0; at = quoted.indexOf('\\', at + 2)) {
            char escaped = quoted.charAt(at + 1);
            boolean known = escaped == 'u' ? isHex(quoted, at + 2) : (ESCAPABLE + "bfnrt").indexOf(escaped) >= 0;
            if (!known) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static boolean isHex(String quoted, int start) {
        if (start + 4 > quoted.length()) {
            return false;
        }
        for (int i = start; i < start + 4; i++) {
            // Character.digit also takes digits of other scripts, which Integer.parseInt would as well.
            if (quoted.charAt(i) > 'f' || Character.digit(quoted.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static char control(char escaped) {
        return switch (escaped) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escaped;
        };
    }
}
