package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Collects the warnings about one text. */
final class Warnings {

    private final String text;
    private final List<Diagnostic> found = new ArrayList<>();

    Warnings(String text) {
        this.text = text;
    }

    String words(Span span) {
        return span.of(text);
    }

    void at(Span span, String code, String message, List<Fix> fixes) {
        found.add(Diagnostic.warning(text, code, message, span.start(), span.end(), fixes));
    }

    /** A word that is not known: with a hint and a fix for each word that it may have been meant to be. */
    void unknown(Span span, String code, String message, Collection<String> meant) {
        String hint =
                meant.isEmpty() ? "" : " Did you mean `" + meant.iterator().next() + "`?";
        List<Fix> fixes = meant.stream()
                .map(word -> new Fix("Write `" + word + "`", span.start(), span.end(), word))
                .toList();
        at(span, code, message + hint, fixes);
    }

    List<Diagnostic> found() {
        return found;
    }
}
