package dev.atlas.webhooks.web.event;

import dev.atlas.webhooks.admin.Decision;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.page.Badge;
import java.time.Instant;
import java.util.Map;

/**
 * What the page of one event shows.
 *
 * @param titles what the endpoints are called
 */
public record EventPage(EventView view, Map<EndpointId, String> titles) {
    public EventPage {
        titles = Map.copyOf(titles);
    }

    public StoredEvent stored() {
        return view.event();
    }

    public Instant created() {
        return Instant.ofEpochSecond(stored().event().created());
    }

    /** What an endpoint is called: its id where it is gone. */
    public String title(EndpointId id) {
        return titles.getOrDefault(id, id.toString());
    }

    public static Badge badge(Decision decision) {
        return decision.delivery() == null
                ? new Badge("not matched", "plain")
                : Badge.of(decision.delivery().delivery().status());
    }
}
