package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.StoredEvent;
import java.util.List;

/**
 * An event with what was decided about it.
 *
 * @param routed false for the moment between acceptance and routing
 * @param deliveries to the endpoints that matched
 */
public record EventView(StoredEvent event, boolean routed, List<DeliveryView> deliveries) {
    public EventView {
        deliveries = List.copyOf(deliveries);
    }
}
