package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Collects the warnings about one text. What each suggests is worked out only for those that are shown. */
final class Warnings {

    private static final int MOST = 20;

    private final String text;
    private final List<Pending> found = new ArrayList<>();

    private final Set<Said> said = new HashSet<>();

    private record Pending(int start, Supplier<Diagnostic> diagnostic) {}

    private record Said(String code, int start, int end) {}

    Warnings(String text) {
        this.text = text;
    }

    String words(Span span) {
        return span.of(text);
    }

    void at(Span span, String code, String message, List<Fix> fixes) {
        at(span, code, () -> Diagnostic.warning(text, code, message, span.start(), span.end(), fixes));
    }

    private void at(Span span, String code, Supplier<Diagnostic> diagnostic) {
        if (said.add(new Said(code, span.start(), span.end()))) {
            found.add(new Pending(span.start(), diagnostic));
        }
    }

    /** A word that is not known: with a hint and a fix for each word that it may have been meant to be. */
    void unknown(Span span, String code, Supplier<String> message, Supplier<List<String>> meant) {
        at(span, code, () -> {
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
