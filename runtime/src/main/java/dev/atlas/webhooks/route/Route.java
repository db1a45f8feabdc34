package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import java.util.List;

/** One endpoint, ready to be decided for and sent to. */
public record Route(Endpoint endpoint, List<EventTypePattern> types, Filter filter, SigningSecrets secrets) {
    public Route {
        types = List.copyOf(types);
    }

    /** Whether the endpoint gets the event: its types contain the event's, and its filter is true. */
    public boolean admits(EventView event) {
        return types.stream().anyMatch(pattern -> pattern.matches(event.type())) && filter.matches(event);
    }
}
