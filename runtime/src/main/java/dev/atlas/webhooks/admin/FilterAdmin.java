package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.FilterLanguage;
import java.util.List;
import java.util.Set;

/** What the filter editor asks: checking and formatting with the event types in view. Thread-safe. */
public final class FilterAdmin {
    private final FilterLanguage language;
    private final Catalogue catalogue;

    public FilterAdmin(FilterLanguage language, Catalogue catalogue) {
        this.language = language;
        this.catalogue = catalogue;
    }

    /** Diagnostics of a filter for an endpoint that wants these types (patterns). */
    public CheckReport check(String text, List<String> eventTypes) {
        return language.check(text, Set.copyOf(eventTypes), catalogue);
    }

    /** The canonical form of a filter; one that does not parse is given back as it is. */
    public String format(String text) {
        return language.format(text);
    }
}
