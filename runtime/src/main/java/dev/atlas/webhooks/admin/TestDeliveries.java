package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.JdbcSequences;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * Sends an endpoint a sample event, whatever its filter says, by the same way as any other: signed, logged, retried, with
 * a sequence number. It never pauses the endpoint. Thread-safe.
 */
public final class TestDeliveries {
    /** Marks test events. */
    static final String TEST_TAG = "atlas:test";

    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final RoutesCache routes;
    private final EventTypes eventTypes;
    private final IdSource ids;
    private final InstantSource clock;

    public TestDeliveries(
            Changes changes, EndpointSource source, EventTypes eventTypes, IdSource ids, InstantSource clock) {
        this.changes = changes;
        this.endpoints = source.rows();
        this.routes = source.routes();
        this.eventTypes = eventTypes;
        this.ids = ids;
        this.clock = clock;
    }

    /** Queues the sample of the first catalogue type that the endpoint wants; its tag is {@value #TEST_TAG}. */
    public Result<DeliveryView> send(Actor actor, EndpointId id) {
        if (!id.workspace().equals(actor.workspace())) {
            return notFound(id);
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            Optional<Endpoint> endpoint = endpoints.lock(change.tx(), id);
            if (endpoint.isEmpty()) {
                return notFound(id);
            }
            if (endpoint.get().status() != EndpointStatus.ACTIVE) {
                return new Result.Conflict<>("the endpoint is %s; resume it first"
                        .formatted(endpoint.get().status().word()));
            }
            Optional<String> trouble = routes.trouble(change.tx(), id);
            if (trouble.isPresent()) {
                return new Result.Conflict<>(trouble.get());
            }
            DeliveryId delivery = queue(change.tx(), endpoint.get());
            return JdbcDeliveryLog.find(change.tx(), delivery)
                    .map(view ->
                            change.done("endpoint.tested", id, null, Map.of("delivery", delivery.toString()), view))
                    .orElseGet(() -> notFound(id));
        });
    }

    private DeliveryId queue(Handle tx, Endpoint endpoint) {
        Instant now = clock.instant();
        EndpointId id = endpoint.id();
        StoredEvent event = new StoredEvent(new EventId(id.workspace(), ids.next()), now, sample(tx, endpoint, now));
        JdbcEvents.insert(tx, List.of(event));
        long sequence = JdbcSequences.take(tx, id.workspace(), new TreeMap<>(Map.of(id, 1)))
                .getOrDefault(id, 1L);
        Delivery delivery = new Delivery(
                new DeliveryId(id.workspace(), ids.next()),
                id,
                event.id(),
                event.event().type(),
                sequence,
                endpoint.filterVersion(),
                endpoint.holdsBack() ? DeliveryStatus.HELD : DeliveryStatus.PENDING,
                Delivery.Schedule.FRESH.again(),
                now,
                null);
        Set<EndpointId> serialized = endpoint.spec().serialize() ? Set.of(id) : Set.of();
        JdbcQueue.insert(tx, Enqueuing.places(tx, List.of(delivery), serialized, now), now);
        return delivery.id();
    }

    private NewEvent sample(Handle tx, Endpoint endpoint, Instant now) {
        List<EventTypePattern> wanted =
                endpoint.spec().eventTypes().stream().map(EventTypePattern::new).toList();
        Collection<EventType> types =
                eventTypes.of(tx, endpoint.id().workspace()).types().all();
        EventType type = types.stream()
                .filter(candidate -> wanted.stream().anyMatch(pattern -> pattern.matches(candidate.name())))
                .findFirst()
                .orElseGet(() -> types.iterator().next());
        return new NewEvent(
                null,
                type.name(),
                now.getEpochSecond(),
                List.of(TEST_TAG),
                type.sample().data(),
                type.sample().previous());
    }

    private static Result<DeliveryView> notFound(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }
}
