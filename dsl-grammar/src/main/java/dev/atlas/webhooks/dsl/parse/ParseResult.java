package dev.atlas.webhooks.dsl.parse;

import dev.atlas.webhooks.dsl.Diagnostic;
import dev.atlas.webhooks.dsl.ast.Expr;
import dev.atlas.webhooks.dsl.ast.Span;
import java.util.List;

/** What {@link FilterReader} made of a text. */
public sealed interface ParseResult {

    /**
     * A tree, and what it does not hold.
     *
     * @param comments  where comments stand, in order
     * @param ungrouped each {@code and} that stands beside an {@code or} without parentheses
     */
    record Read(Expr expr, List<Span> comments, List<Span> ungrouped) implements ParseResult {
        public Read {
            comments = List.copyOf(comments);
            ungrouped = List.copyOf(ungrouped);
        }
    }

    /** At least one error, in the order of the text. */
    record Unreadable(List<Diagnostic> diagnostics) implements ParseResult {
        public Unreadable {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
