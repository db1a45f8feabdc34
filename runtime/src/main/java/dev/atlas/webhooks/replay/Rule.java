package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether an event passes a filter and, of a missed one, whether the endpoint wants it.
 *
 * @param wants the endpoint's own types; null when they do not matter
 */
record Rule(List<Filter> filters, @Nullable Predicate<String> wants) {

    /** Filters that were checked when they were saved. */
    static Rule of(FilterLanguage language, @Nullable Predicate<String> wants, String... texts) {
        return new Rule(
                List.of(texts).stream()
                        .filter(text -> !text.isBlank())
                        .map(text -> filter(language, text))
                        .toList(),
                wants);
    }

    private static Filter filter(FilterLanguage language, String text) {
        CompileResult result = language.compile(text);
        if (result instanceof CompileResult.Compiled compiled) {
            return compiled.filter();
        }
        throw new IllegalStateException("a stored filter does not compile any more: " + text);
    }

    /** Whether every event passes. */
    boolean isEmpty() {
        return filters.isEmpty() && wants == null;
    }

    boolean admits(StoredEvent stored) {
        NewEvent event = stored.event();
        if (wants != null && !wants.test(event.type())) {
            return false;
        }
        EventView view = filters.isEmpty()
                ? null
                : EventView.of(
                        stored.publicId(), event.type(), event.created(), event.tags(), event.data(), event.previous());
        return view == null || filters.stream().allMatch(filter -> filter.matches(view));
    }
}
