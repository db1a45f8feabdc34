package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.JdbcDue.NewDue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Which pending deliveries get a row in the queue: all, but of a serialized endpoint only the next one, and only while no
 * other is there. The caller holds the locks of the endpoints (their counter rows).
 */
public final class Enqueuing {
    private static final Lease FREE = new Lease(JdbcDue.NOBODY, 0);

    private Enqueuing() {}

    /** The rows to add for deliveries given in the order of their sequences, due at once and unclaimed. */
    public static List<NewDue> rows(Handle tx, List<Delivery> pending, Set<EndpointId> serialized, Instant now) {
        Set<EndpointId> busy = new HashSet<>();
        List<NewDue> rows = new ArrayList<>();
        for (Delivery delivery : pending) {
            EndpointId endpoint = delivery.endpoint();
            if (serialized.contains(endpoint)) {
                if (busy.contains(endpoint) || JdbcDue.count(tx, endpoint) > 0) {
                    busy.add(endpoint);
                    continue;
                }
                busy.add(endpoint);
            }
            rows.add(new NewDue(delivery.id(), endpoint, now, FREE));
        }
        return rows;
    }

    /** Queues the next delivery of a serialized endpoint, if there is one and none is queued. */
    public static void advance(Handle tx, EndpointId endpoint, Instant now) {
        JdbcDeliveries.firstPending(tx, endpoint)
                .ifPresent(next -> JdbcDue.insert(tx, rows(tx, List.of(next), Set.of(endpoint), now)));
    }
}
