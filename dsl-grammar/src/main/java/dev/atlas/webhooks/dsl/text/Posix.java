package dev.atlas.webhooks.dsl.text;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sets of ASCII characters that have a name in an expression, as in {@code [[:alpha:]]}. */
final class Posix {

    private Posix() {}

    static Optional<CodePoints> named(String name) {
        return Optional.ofNullable(members(name));
    }

    private static @Nullable CodePoints members(String name) {
        return switch (name) {
            case "alnum" -> letters().add('0', '9');
            case "alpha" -> letters();
            case "ascii" -> new CodePoints().add(0, 0x7F);
            case "blank" -> new CodePoints().add('\t', '\t').add(' ', ' ');
            case "cntrl" -> new CodePoints().add(0, 0x1F).add(0x7F, 0x7F);
            case "digit" -> new CodePoints().add('0', '9');
            case "graph" -> new CodePoints().add('!', '~');
            case "lower" -> new CodePoints().add('a', 'z');
            case "print" -> new CodePoints().add(' ', '~');
            case "punct" ->
                new CodePoints().add('!', '/').add(':', '@').add('[', '`').add('{', '~');
            case "space" -> new CodePoints().add('\t', '\r').add(' ', ' ');
            case "upper" -> new CodePoints().add('A', 'Z');
            case "word" -> letters().add('0', '9').add('_', '_');
            case "xdigit" -> new CodePoints().add('0', '9').add('A', 'F').add('a', 'f');
            default -> null;
        };
    }

    private static CodePoints letters() {
        return new CodePoints().add('A', 'Z').add('a', 'z');
    }
}
