package dev.atlas.webhooks.dsl;

import java.util.List;

/**
 * What an editor shows about a filter.
 *
 * @param valid       whether it can be saved: no diagnostic is an error
 * @param diagnostics in the order of the text
 * @param formatted   the canonical text; the text as given when it is not valid
 */
public record CheckReport(boolean valid, List<Diagnostic> diagnostics, String formatted) {
    public CheckReport {
        diagnostics = List.copyOf(diagnostics);
    }
}
