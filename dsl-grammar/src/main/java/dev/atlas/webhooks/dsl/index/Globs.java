package dev.atlas.webhooks.dsl.index;

import dev.atlas.webhooks.dsl.ast.Glob;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a glob asks for, where that is simple. */
final class Globs {

    private Globs() {}

    /** Whether it stands for its own characters. */
    static boolean isPlain(Glob glob) {
        return glob.wildcards() == Glob.Wildcards.NONE && !glob.caseless();
    }

    /** The beginning that is all it asks for, if it is of that kind. */
    static Optional<String> prefix(Glob glob) {
        String text = glob.pattern();
        boolean oneStarAtTheEnd = text.indexOf('*') == text.length() - 1 && text.length() > 1;
        boolean otherwisePlain = text.indexOf('?') < 0 && text.indexOf('\\') < 0 && isSound(text);
        return glob.wildcards() != Glob.Wildcards.NONE && !glob.caseless() && oneStarAtTheEnd && otherwisePlain
                ? Optional.of(text.substring(0, text.length() - 1))
                : Optional.empty();
    }

    /** Whether all surrogates are paired: a piece of the text's bytes is then a piece of the text. */
    static boolean isSound(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
