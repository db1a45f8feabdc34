package dev.atlas.webhooks.web.event;

import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.event.StoredEvent;
import java.time.Instant;

/** What the page of one event shows. */
public record EventPage(EventView view) {

    public StoredEvent stored() {
        return view.event();
    }

    public Instant created() {
        return Instant.ofEpochSecond(stored().event().created());
    }
}
