package dev.atlas.webhooks.dsl.index;

import java.util.List;

/**
 * One line of a routing index: who gets which events.
 *
 * @param target     whatever the index is to answer with
 * @param eventTypes exact, {@code prefix.*} or {@code *}; an event type must fit one of them
 * @param filter     the text of a filter
 */
public record Rule<T>(T target, List<String> eventTypes, String filter) {
    public Rule {
        eventTypes = List.copyOf(eventTypes);
    }
}
