package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which deliveries may be attempted and which wait: of a serialized endpoint only one may be, the lowest sequence, and only
 * while no other is pending. The caller holds the locks of the endpoints (their counter rows).
 */
public final class Enqueuing {
    private Enqueuing() {}

    /** How deliveries of one workspace enter the queue, given in the order of their sequences. */
    public static List<Queued> places(Handle tx, List<Delivery> deliveries, Set<EndpointId> serialized, Instant now) {
        List<EndpointId> concerned = deliveries.stream()
                .filter(delivery -> delivery.status() == DeliveryStatus.PENDING)
                .map(Delivery::endpoint)
                .filter(serialized::contains)
                .distinct()
                .toList();
        Set<EndpointId> busy = concerned.isEmpty()
                ? Set.of()
                : JdbcQueue.busy(tx, concerned.get(0).workspace(), concerned, true);
        List<Queued> places = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            boolean first = delivery.status() == DeliveryStatus.PENDING
                    && (!serialized.contains(delivery.endpoint()) || busy.add(delivery.endpoint()));
            places.add(first ? Queued.due(delivery, now) : Queued.aside(delivery));
        }
        return places;
    }
}
