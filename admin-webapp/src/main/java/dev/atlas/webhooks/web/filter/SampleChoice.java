package dev.atlas.webhooks.web.filter;

import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.StoredEvent;
import java.util.List;

/**
 * The events that a rule can be tried on.
 *
 * @param recent stored events, newest first
 * @param types types whose sample may be taken
 */
public record SampleChoice(List<StoredEvent> recent, List<EventType> types) {
    public SampleChoice {
        recent = List.copyOf(recent);
        types = List.copyOf(types);
    }
}
