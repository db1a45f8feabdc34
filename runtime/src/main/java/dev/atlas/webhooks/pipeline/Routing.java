package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.EventReading;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.outbox.DuplicateEvents;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.outbox.OutboxRow;
import dev.atlas.webhooks.pipeline.InFlight.Answer;
import dev.atlas.webhooks.pipeline.RouteWorker.Arrived;
import dev.atlas.webhooks.pipeline.RouteWorker.Routed;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.JdbcSequences;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.queue.Queued;
import dev.atlas.webhooks.replay.JdbcMissed;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One routing transaction: outbox rows in; events, sequences, deliveries and queue rows out. */
final class Routing {
    private static final Logger LOG = LoggerFactory.getLogger(Routing.class);

    private final RoutesCache cache;
    private final IdSource ids;
    private final InstantSource clock;
    private final Ownership ownership;
    private final Backlog waiting;
    private final EventReader reader = new EventReader();

    Routing(RoutesCache cache, IdSource ids, InstantSource clock, Ownership ownership, Backlog waiting) {
        this.cache = cache;
        this.ids = ids;
        this.clock = clock;
        this.ownership = ownership;
        this.waiting = waiting;
    }

    /**
     * Routes rows of the outbox, which are locked.
     *
     * @param mostDeliveries no more rows are taken once they make so many; the others stay
     * @param places where attempts that can begin now take their places
     */
    Routed route(Handle tx, SortedMap<Long, List<OutboxRow>> rows, int mostDeliveries, Places places) {
        Routed all = Routed.NOTHING;
        int left = mostDeliveries;
        for (Map.Entry<Long, List<OutboxRow>> group : rows.entrySet()) {
            if (left <= 0) {
                break;
            }
            Routed routed = group.getKey() <= 0
                    ? nobodys(tx, group.getKey(), group.getValue())
                    : route(tx, new WorkspaceId(group.getKey()), group.getValue(), left, places);
            left -= routed.deliveries();
            all = all.plus(routed);
        }
        return all;
    }

    /** A number that no workspace can have: a publisher's mistake. */
    private Routed nobodys(Handle tx, long number, List<OutboxRow> rows) {
        rows.forEach(row -> reject(tx, number, row, noWorkspace(number)));
        JdbcOutbox.delete(tx, number, rows.stream().map(OutboxRow::id).toList());
        return new Routed(number, rows.size(), 0, List.of(), Set.of());
    }

    private static String noWorkspace(long number) {
        return "there is no workspace with the number " + number;
    }

    private Routed route(Handle tx, WorkspaceId workspace, List<OutboxRow> rows, int mostDeliveries, Places places) {
        if (rows.isEmpty()) {
            return Routed.NOTHING;
        }
        Optional<WorkspaceRoutes> routes = cache.current(tx, workspace);
        List<Arrived> arrived = new ArrayList<>();
        List<Long> done = new ArrayList<>();
        int deliveries = 0;
        for (OutboxRow row : rows) {
            if (deliveries >= mostDeliveries) {
                break;
            }
            done.add(row.id());
            Optional<Arrived> event = routes.isEmpty()
                    ? reject(tx, workspace, row, noWorkspace(workspace.value()))
                    : arrive(tx, routes.get(), workspace, row);
            if (event.isPresent()) {
                arrived.add(event.get());
                deliveries += event.get().matching().size();
            }
        }
        JdbcEvents.insert(tx, arrived.stream().map(Arrived::stored).toList());
        Entered entered = routes.isEmpty() ? new Entered(List.of(), Set.of()) : fanOut(tx, workspace, arrived, places);
        routes.ifPresent(all -> JdbcMissed.add(tx, all.damaged(), numbers(arrived)));
        JdbcOutbox.delete(tx, workspace.value(), done);
        return new Routed(workspace.value(), done.size(), deliveries, entered.claimed(), entered.backlog());
    }

    private static SortedSet<Long> numbers(List<Arrived> arrived) {
        return arrived.stream().map(each -> each.stored().id().value()).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The routes that events of the workspace would go by now. */
    Optional<WorkspaceRoutes> routes(Handle tx, WorkspaceId workspace) {
        return cache.current(tx, workspace);
    }

    /** Takes a row off the outbox unrouted, and keeps it with the reason. */
    void setAside(Handle tx, WorkspaceId workspace, long id, String reason) {
        JdbcOutbox.lockOne(tx, workspace.value(), id).forEach(row -> {
            reject(tx, workspace, row, reason);
            JdbcOutbox.delete(tx, workspace.value(), List.of(id));
        });
    }

    /** How deliveries entered the queue: claimed by this node, or waiting behind others. */
    private record Entered(List<Claimed> claimed, Set<EndpointId> backlog) {}

    /** Reads a row; what is no event of this workspace is kept aside with the reason. */
    private Optional<Arrived> arrive(Handle tx, WorkspaceRoutes routes, WorkspaceId workspace, OutboxRow row) {
        EventReading reading = reader.read(row.payload(), row.publishedAt().getEpochSecond());
        return reading.when(new EventReading.Cases<>() {
            @Override
            public Optional<Arrived> accepted(EventReading.Accepted accepted) {
                return admit(tx, routes, workspace, row, accepted.event());
            }

            @Override
            public Optional<Arrived> refused(EventReading.Refused refused) {
                return reject(
                        tx,
                        workspace,
                        row,
                        refused.problems().stream().map(Routing::words).collect(Collectors.joining("; ")));
            }
        });
    }

    private Optional<Arrived> admit(
            Handle tx, WorkspaceRoutes routes, WorkspaceId workspace, OutboxRow row, NewEvent event) {
        boolean checkedAtIngest = row.eventId() != null;
        if (!checkedAtIngest) {
            Optional<String> refusal = routes.refusal(event.type());
            if (refusal.isPresent()) {
                return reject(tx, workspace, row, refusal.get());
            }
            if (event.externalId() != null) {
                switch (DuplicateEvents.check(tx, workspace, event.externalId(), row.payload(), clock.instant())) {
                    case NEW -> {}
                    case SAME -> {
                        return Optional.empty();
                    }
                    case DIFFERENT -> {
                        return reject(
                                tx,
                                workspace,
                                row,
                                "an event with the id '%s' but another content was published before"
                                        .formatted(event.externalId()));
                    }
                }
            }
        }
        EventId id = new EventId(workspace, row.eventId() == null ? ids.next() : row.eventId());
        StoredEvent stored = new StoredEvent(id, clock.instant(), event, row.trace());
        // No filter reads the sequence, which each delivery has of its own.
        byte[] body = DeliveryBody.of(stored, 0);
        return Optional.of(new Arrived(stored, body.length, routes.matching(event.type(), body)));
    }

    private Optional<Arrived> reject(Handle tx, WorkspaceId workspace, OutboxRow row, String reason) {
        return reject(tx, workspace.value(), row, reason);
    }

    private Optional<Arrived> reject(Handle tx, long workspace, OutboxRow row, String reason) {
        LOG.warn("Outbox row {} of workspace {} is set aside: {}", row.id(), workspace, reason);
        JdbcOutbox.reject(tx, workspace, row, reason, clock.instant());
        return Optional.empty();
    }

    private static String words(Problem problem) {
        return problem.pointer().isEmpty() ? problem.detail() : problem.pointer() + " " + problem.detail();
    }

    private Entered fanOut(Handle tx, WorkspaceId workspace, List<Arrived> arrived, Places places) {
        SortedMap<EndpointId, Integer> counts = new TreeMap<>();
        arrived.forEach(a -> a.matching().forEach(r -> counts.merge(r.endpoint().id(), 1, Integer::sum)));
        if (counts.isEmpty()) {
            return new Entered(List.of(), Set.of());
        }
        Map<EndpointId, Long> nextSequence = JdbcSequences.take(tx, workspace, counts);
        // Read again under the locks: an endpoint paused a moment ago must hold what comes now.
        WorkspaceRoutes present = cache.current(tx, workspace).orElseThrow();
        Instant now = clock.instant();
        List<Delivery> deliveries = new ArrayList<>();
        Map<EventId, Arrived> events = new HashMap<>();
        for (Arrived event : arrived) {
            events.put(event.stored().id(), event);
            for (Route matched : event.matching()) {
                EndpointId endpoint = matched.endpoint().id();
                long sequence = nextSequence.merge(endpoint, 1L, Long::sum) - 1;
                deliveries.add(delivery(event.stored(), matched, status(present, endpoint), sequence, now));
            }
        }
        return enqueue(tx, deliveries, events, present, places);
    }

    /** How a delivery begins; one to an endpoint that has just been damaged waits in the queue. */
    private static DeliveryStatus status(WorkspaceRoutes present, EndpointId endpoint) {
        Route route = present.routes().get(endpoint);
        if (route == null) {
            return present.damaged().contains(endpoint) ? DeliveryStatus.PENDING : DeliveryStatus.CANCELLED;
        }
        return route.endpoint().holdsBack() ? DeliveryStatus.HELD : DeliveryStatus.PENDING;
    }

    private Delivery delivery(StoredEvent event, Route matched, DeliveryStatus status, long sequence, Instant now) {
        return new Delivery(
                new DeliveryId(event.id().workspace(), ids.next()),
                matched.endpoint().id(),
                event.id(),
                event.event().type(),
                sequence,
                matched.endpoint().filterVersion(),
                status,
                Delivery.Schedule.FRESH,
                now,
                null);
    }

    private Entered enqueue(
            Handle tx,
            List<Delivery> deliveries,
            Map<EventId, Arrived> events,
            WorkspaceRoutes present,
            Places places) {
        Map<EndpointId, Route> routes = present.routes();
        Set<EndpointId> serialized = new HashSet<>();
        routes.values().forEach(route -> {
            if (route.endpoint().spec().serialize()) {
                serialized.add(route.endpoint().id());
            }
        });
        Instant now = clock.instant();
        List<Delivery> unfinished = new ArrayList<>();
        List<Finished> cancelled = new ArrayList<>();
        for (Delivery delivery : deliveries) {
            if (delivery.status() == DeliveryStatus.CANCELLED) {
                cancelled.add(new Finished(delivery, null, now, null));
            } else {
                unfinished.add(delivery);
            }
        }
        Set<EndpointId> backlog = new HashSet<>();
        List<Queued> rows = new ArrayList<>();
        List<Claimed> claimed = new ArrayList<>();
        for (Queued queued : Enqueuing.places(tx, unfinished, serialized, now)) {
            Delivery delivery = queued.delivery();
            Route route = routes.get(delivery.endpoint());
            Arrived event = events.get(delivery.event());
            Queued entered = queued;
            if (queued.dueAt() != null && route != null && event != null) {
                boolean waits = waitsItsTurn(route.endpoint()) || present.isUnreadable(delivery.endpoint());
                Answer answer = waits ? Answer.ENDPOINT_IS_FULL : places.take(route.endpoint());
                if (answer.place() != null && places.weigh(answer.place(), event.bytes())) {
                    Lease own = Lease.FREE.next(ownership.owner());
                    entered = new Queued(delivery, own, now.plus(ownership.lease()));
                    claimed.add(new Claimed(new LeasedDelivery(delivery, own, event.stored()), route, answer.place()));
                } else if (answer.place() == null && !answer.nodeIsFull()) {
                    entered = Queued.aside(delivery);
                }
            }
            if (entered.isWaiting()) {
                backlog.add(delivery.endpoint());
            }
            rows.add(entered);
        }
        JdbcQueue.insert(tx, rows, now);
        JdbcDeliveries.insert(tx, cancelled);
        return new Entered(claimed, backlog);
    }

    /**
     * An endpoint's rate is for what has waited longest: else events that come fast enough would take all of it. Without a
     * rate those that wait have their turn as soon as there are places.
     */
    private boolean waitsItsTurn(Endpoint endpoint) {
        return endpoint.spec().rateLimit() != null && waiting.has(endpoint.id());
    }
}
