package dev.atlas.webhooks.dsl.check;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.Fix;
import dev.atlas.webhooks.dsl.ast.Span;
import dev.atlas.webhooks.dsl.parse.ParseResult;
import java.util.List;
import java.util.Set;

/** Finds what is doubtful about a filter that parses: it may be saved, but its author should know. Thread-safe. */
public final class FilterChecker {

    private FilterChecker() {}

    /**
     * The warnings about a filter, in the order of its text.
     *
     * @param eventTypePatterns the endpoint's event types; empty means all
     */
    public static List<Diagnostic> check(
            String text, ParseResult.Read read, Set<String> eventTypePatterns, Catalogue catalogue) {
        Warnings warnings = new Warnings(text);
        KnownFields fields = KnownFields.of(catalogue, eventTypePatterns, read.expr());
        read.ungrouped().forEach(and -> ungrouped(text, and, warnings));
        read.expr().when(new FieldCheck(fields, warnings));
        LabelCheck labels = new LabelCheck(catalogue, warnings);
        read.expr().when(labels);
        if (fields.passesNoType() && labels.knowsEachType()) {
            String message = "None of the event types chosen here passes this filter, so it is never true.";
            warnings.at(read.expr().span(), "never-true", message, List.of());
        }
        read.expr().when(new NegationCheck(fields, warnings));
        read.expr().when(new ConstantCheck(fields, warnings));
        read.expr().when(new ElementCheck(fields, warnings));
        return warnings.found();
    }

    private static void ungrouped(String text, Span and, Warnings warnings) {
        String message = "`and` binds before `or`. Parentheses make it plain which conditions belong together.";
        Fix group = new Fix("Add parentheses", and.start(), and.end(), "(" + and.of(text) + ")");
        warnings.at(and, "mixed-and-or", message, List.of(group));
    }
}
