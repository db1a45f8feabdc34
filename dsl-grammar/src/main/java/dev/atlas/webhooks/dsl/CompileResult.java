package dev.atlas.webhooks.dsl;

import java.util.List;

/** What became of a text: a filter, or the reasons why it is none. */
public sealed interface CompileResult {

    /** The text is a filter. */
    record Compiled(Filter filter) implements CompileResult {}

    /** The text is not a filter; at least one diagnostic, all of them errors. */
    record Rejected(List<Diagnostic> diagnostics) implements CompileResult {
        public Rejected {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
