package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.StoredEvent;
import java.util.List;

/**
 * An event with what was decided about it.
 *
 * @param routed false for the moment between acceptance and routing
 * @param decisions about every endpoint, up to a thousand; empty in lists
 * @param complete whether these are all
 */
public record EventView(StoredEvent event, boolean routed, List<Decision> decisions, boolean complete) {
    public EventView {
        decisions = List.copyOf(decisions);
    }
}
