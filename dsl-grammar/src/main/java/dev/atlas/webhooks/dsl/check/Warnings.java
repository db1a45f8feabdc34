package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Collects the warnings about one text. What each suggests is worked out only for those that are shown. */
final class Warnings {

    private static final int MOST = 20;

    private final String text;
    private final List<Pending> found = new ArrayList<>();

    private record Pending(int start, Supplier<Diagnostic> diagnostic) {}

    Warnings(String text) {
        this.text = text;
    }

    String words(Span span) {
        return span.of(text);
    }

    void at(Span span, String code, String message, List<Fix> fixes) {
        at(span, () -> Diagnostic.warning(text, code, message, span.start(), span.end(), fixes));
    }

    private void at(Span span, Supplier<Diagnostic> diagnostic) {
        found.add(new Pending(span.start(), diagnostic));
    }

    /** A word that is not known: with a hint and a fix for each word that it may have been meant to be. */
    void unknown(Span span, String code, Supplier<String> message, Supplier<List<String>> meant) {
        at(span, () -> {
            List<String> words = meant.get();
            String hint = words.isEmpty() ? "" : " Did you mean `" + words.get(0) + "`?";
            List<Fix> fixes = words.stream()
                    .map(word -> new Fix("Write `" + word + "`", span.start(), span.end(), word))
                    .toList();
            return Diagnostic.warning(text, code, message.get() + hint, span.start(), span.end(), fixes);
        });
    }

    /** The first ones, in the order of the text. */
    List<Diagnostic> found() {
        return found.stream()
                .sorted(Comparator.comparingInt(Pending::start))
                .limit(MOST)
                .map(pending -> pending.diagnostic().get())
                .toList();
    }
}
