package dev.atlas.webhooks.web.event;

import dev.atlas.webhooks.admin.Decision;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.page.Badge;
import java.time.Instant;
import java.util.Locale;

/**
 * What the page of one event shows.
 *
 * @param titles what the endpoints are called
 */
public record EventPage(EventView view, EndpointTitles titles) {
    public StoredEvent stored() {
        return view.event();
    }

    public Instant created() {
        return Instant.ofEpochSecond(stored().event().created());
    }

    public String title(EndpointId id) {
        return titles.of(id);
    }

    /** A reason as it stands on a page, where it is a sentence of its own. */
    public static String sentence(String reason) {
        String closed = reason.endsWith(".") ? reason : reason + ".";
        return closed.substring(0, 1).toUpperCase(Locale.ROOT) + closed.substring(1);
    }

    public static Badge badge(Decision decision) {
        return decision.delivery() == null
                ? new Badge("not matched", "plain")
                : Badge.of(decision.delivery().delivery().status());
    }
}
