package dev.atlas.webhooks.web.overview;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.web.endpoint.EndpointPage;
import java.util.List;
import java.util.Map;

/**
 * What the overview shows.
 *
 * @param dead the newest dead letters
 */
public record OverviewPage(Map<DeliveryStatus, Long> counts, List<EndpointView> endpoints, List<DeliveryView> dead) {
    public OverviewPage {
        counts = Map.copyOf(counts);
        endpoints = List.copyOf(endpoints);
        dead = List.copyOf(dead);
    }

    public long count(DeliveryStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    /** Endpoints that somebody should look at: paused, or failing since a while. */
    public List<EndpointView> inTrouble() {
        return endpoints.stream()
                .filter(view -> view.endpoint().status() == EndpointStatus.PAUSED
                        || (view.endpoint().status() == EndpointStatus.ACTIVE && view.failingSince() != null))
                .toList();
    }

    /** What an endpoint is called: its id where it is gone. */
    public String title(EndpointId id) {
        return endpoints.stream()
                .filter(view -> view.endpoint().id().equals(id))
                .map(view -> EndpointPage.title(view.endpoint()))
                .findFirst()
                .orElseGet(id::toString);
    }
}
