package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.JdbcEvents.Glance;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pipeline.InFlight.Answer;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcBacklog;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcHeld;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.queue.Queued;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims deliveries of one workspace for this node, inside the caller's transaction. */
final class Claiming {
    private static final Logger LOG = LoggerFactory.getLogger(Claiming.class);

    /** Why a delivery is dead whose event is not stored any more, or is damaged. */
    private static final String UNREADABLE = "unreadable";

    /** So that the statement which reads the waiting deliveries of several endpoints stays small. */
    private static final int MOST_OF_ENDPOINT = 250;

    private static final int PIECE = 500;

    private static final int MANY = 100;

    /** When what could not be claimed is looked at again. */
    static final Duration LATER = Duration.ofSeconds(30);

    private final RoutesCache routes;
    private final Backlog backlog;
    private final InstantSource clock;
    private final Ownership ownership;

    Claiming(RoutesCache routes, Backlog backlog, InstantSource clock, Ownership ownership) {
        this.routes = routes;
        this.backlog = backlog;
        this.clock = clock;
        this.ownership = ownership;
    }

    /**
     * What came of candidates.
     *
     * @param putAside how many left the claim's sight without being sent: held, cancelled or behind others
     */
    record Outcome(List<Claimed> claimed, int putAside) {}

    /** Claims locked, due deliveries; whose endpoint is full, and what there is no memory for, waits until it has its turn. */
    Outcome due(Handle tx, WorkspaceId workspace, List<Queued> candidates, Places places) {
        return claim(tx, workspace, candidates, presentWithLocks(tx, workspace, candidates), places, true);
    }

    /** Claims the waiting deliveries that endpoints have room for; serialized ones have it only when nothing is pending. */
    Outcome waiting(Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, Places places) {
        JdbcEndpoints.lockAll(tx, workspace, endpoints);
        return waitingOfLocked(tx, workspace, endpoints, places);
    }

    /** Likewise, of endpoints whose locks the transaction has. */
    Outcome waitingOfLocked(Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, Places places) {
        Optional<WorkspaceRoutes> present = routes.current(tx, workspace);
        SortedMap<EndpointId, Integer> most = room(tx, workspace, endpoints, present, places);
        if (most.isEmpty()) {
            return new Outcome(List.of(), 0);
        }
        List<Queued> candidates = JdbcQueue.firstWaiting(tx, workspace, most);
        Map<EndpointId, Long> found = candidates.stream()
                .collect(Collectors.groupingBy(queued -> queued.delivery().endpoint(), Collectors.counting()));
        most.forEach((endpoint, asked) -> {
            if (found.getOrDefault(endpoint, 0L) == 0) {
                JdbcBacklog.remove(tx, endpoint);
                backlog.remove(endpoint);
            }
        });
        return claim(tx, workspace, candidates, present, places, false);
    }

    /** With the endpoints' locks. */
    private SortedMap<EndpointId, Integer> room(
            Handle tx,
            WorkspaceId workspace,
            Collection<EndpointId> endpoints,
            Optional<WorkspaceRoutes> present,
            Places places) {
        SortedMap<EndpointId, Integer> most = new TreeMap<>();
        Set<EndpointId> serialized = new TreeSet<>();
        for (EndpointId endpoint : endpoints) {
            Route route = present.flatMap(all -> all.to(endpoint)).orElse(null);
            if (route != null && isOutOfService(route)) {
                putAway(tx, endpoint, false);
            } else if (isUnreadable(present, endpoint)) {
                backlog.remove(endpoint); // until the next look
            } else if (route == null) {
                putAway(tx, endpoint, true);
            } else if (route.endpoint().spec().serialize()) {
                serialized.add(endpoint);
                most.put(endpoint, 1);
            } else {
                int room = Math.min(MOST_OF_ENDPOINT, places.room(route.endpoint()));
                if (room > 0) {
                    most.put(endpoint, room);
                }
            }
        }
        most.keySet().removeAll(JdbcQueue.busy(tx, workspace, serialized, false));
        return most;
    }

    /** What waits for an endpoint out of service is held, or cancelled: it may have begun to wait after all else was. */
    private void putAway(Handle tx, EndpointId endpoint, boolean deleted) {
        Instant now = clock.instant();
        int put = deleted ? JdbcHeld.cancel(tx, endpoint, now, PIECE) : JdbcHeld.hold(tx, endpoint, now, PIECE);
        if (put < PIECE) {
            JdbcBacklog.remove(tx, endpoint);
            backlog.remove(endpoint);
        }
    }

    private Outcome claim(
            Handle tx,
            WorkspaceId workspace,
            List<Queued> candidates,
            Optional<WorkspaceRoutes> present,
            Places places,
            boolean putFullBehind) {
        List<Delivery> cancelled = new ArrayList<>();
        List<DeliveryId> held = new ArrayList<>();
        List<DeliveryId> putOff = new ArrayList<>();
        List<Delivery> behind = new ArrayList<>();
        List<Chosen> chosen = new ArrayList<>();
        for (Queued queued : candidates) {
            Delivery delivery = queued.delivery();
            Route route = present.flatMap(all -> all.to(delivery.endpoint())).orElse(null);
            if (route != null && isOutOfService(route)) {
                held.add(delivery.id());
            } else if (isUnreadable(present, delivery.endpoint())) {
                // What was never tried costs nothing while it waits; the others' schedules must take note of the time.
                if (delivery.schedule().start() == null) {
                    behind.add(delivery);
                } else {
                    putOff.add(delivery.id());
                }
            } else if (route == null) {
                cancelled.add(delivery);
            } else {
                Answer answer = places.take(route.endpoint());
                if (answer.place() != null) {
                    chosen.add(new Chosen(queued, route, answer.place()));
                } else if (putFullBehind && !answer.nodeIsFull()) {
                    behind.add(delivery);
                }
            }
        }
        Instant now = clock.instant();
        JdbcHeld.hold(tx, workspace, held, now);
        JdbcQueue.putOff(tx, workspace, putOff, now.plus(later(putOff.size())));
        finish(tx, workspace, cancelled, DeliveryStatus.CANCELLED, null, now);
        List<Delivery> tooLarge = new ArrayList<>();
        List<Claimed> claimed = claimChosen(tx, workspace, chosen, places, tooLarge);
        if (putFullBehind) {
            behind.addAll(tooLarge); // else they would stand before others that are due
        }
        if (!behind.isEmpty()) {
            Set<EndpointId> full =
                    behind.stream().map(Delivery::endpoint).collect(Collectors.toCollection(TreeSet::new));
            JdbcEndpoints.lockAll(tx, workspace, full);
            JdbcQueue.putBehind(tx, workspace, behind, now);
            backlog.add(full);
        }
        return new Outcome(claimed, held.size() + putOff.size() + cancelled.size() + behind.size());
    }

    /**
     * The routes as they are under the locks of those endpoints that are out of service: one that comes back at this very
     * moment would not find what is held after that.
     */
    private Optional<WorkspaceRoutes> presentWithLocks(Handle tx, WorkspaceId workspace, List<Queued> candidates) {
        Optional<WorkspaceRoutes> present = routes.current(tx, workspace);
        Set<EndpointId> out = candidates.stream()
                .map(queued -> queued.delivery().endpoint())
                .filter(id -> present.flatMap(all -> all.to(id))
                        .filter(Claiming::isOutOfService)
                        .isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
        if (out.isEmpty()) {
            return present;
        }
        JdbcEndpoints.lockAll(tx, workspace, out);
        return routes.current(tx, workspace);
    }

    private static boolean isUnreadable(Optional<WorkspaceRoutes> present, EndpointId endpoint) {
        return present.isPresent() && present.get().isUnreadable(endpoint);
    }

    /** Whether what waits for an endpoint is worth a look: one that cannot be read is asked about now and then only. */
    boolean isWorthAsking(EndpointId endpoint) {
        return routes.isWorthAsking(endpoint);
    }

    /** The more there are, the later: those that are looked at in vain must not keep others back. */
    private static Duration later(int putOff) {
        return LATER.multipliedBy(1 + putOff / MANY);
    }

    /** Whether nothing is sent to it; a listener takes what is held by itself. */
    private static boolean isOutOfService(Route route) {
        return route.endpoint().status() != EndpointStatus.ACTIVE
                || route.endpoint().isListener();
    }

    private record Chosen(Queued queued, Route route, Place place) {}

    /**
     * Claims those whose events there is memory for.
     *
     * @param tooLarge takes the others, which stay where they are
     */
    private List<Claimed> claimChosen(
            Handle tx, WorkspaceId workspace, List<Chosen> chosen, Places places, List<Delivery> tooLarge) {
        Instant now = clock.instant();
        Glance glance = JdbcEvents.glance(tx, workspace, events(chosen));
        List<Chosen> fitting = new ArrayList<>();
        for (Chosen each : chosen) {
            Delivery delivery = each.queued().delivery();
            if (places.weigh(each.place(), glance.bytes().getOrDefault(delivery.event(), 0))) {
                fitting.add(each);
            } else {
                tooLarge.add(delivery);
            }
        }
        Map<EventId, StoredEvent> events = new HashMap<>(glance.events());
        Set<EventId> large = events(fitting);
        large.retainAll(glance.large());
        events.putAll(JdbcEvents.load(tx, workspace, large));
        JdbcQueue.claim(
                tx,
                workspace,
                fitting.stream().map(each -> each.queued().delivery().id()).toList(),
                ownership.owner(),
                now,
                now.plus(ownership.lease()));
        List<Claimed> claimed = new ArrayList<>();
        List<Delivery> unreadable = new ArrayList<>();
        for (Chosen each : fitting) {
            Delivery delivery = each.queued().delivery();
            StoredEvent event = events.get(delivery.event());
            if (event == null) {
                LOG.error("Delivery {} is dead: its event {} cannot be read", delivery.id(), delivery.event());
                places.giveBack(each.place());
                unreadable.add(delivery);
            } else {
                Lease lease = each.queued().lease().next(ownership.owner());
                claimed.add(new Claimed(
                        new LeasedDelivery(each.queued().caughtUp(now), lease, event), each.route(), each.place()));
            }
        }
        Finished.Death death = new Finished.Death(UNREADABLE, "the event cannot be read");
        finish(tx, workspace, unreadable, DeliveryStatus.DEAD, death, now);
        return claimed;
    }

    private static Set<EventId> events(List<Chosen> chosen) {
        return chosen.stream().map(each -> each.queued().delivery().event()).collect(Collectors.toSet());
    }

    private static void finish(
            Handle tx,
            WorkspaceId workspace,
            List<Delivery> deliveries,
            DeliveryStatus status,
            Finished.@Nullable Death death,
            Instant now) {
        JdbcDeliveries.insert(
                tx,
                deliveries.stream()
                        .map(delivery -> new Finished(delivery.with(status, delivery.schedule()), null, now, death))
                        .toList());
        JdbcQueue.delete(tx, workspace, deliveries.stream().map(Delivery::id).toList());
    }
}
