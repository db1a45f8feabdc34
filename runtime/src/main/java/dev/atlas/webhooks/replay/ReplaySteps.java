package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcHeld;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.JdbcSequences;
import dev.atlas.webhooks.replay.Finding.Piece;
import dev.atlas.webhooks.replay.JdbcReplays.Progress;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The steps of replays: each one transaction that looks at a bounded piece, puts what it finds into the queue and writes
 * how far it has come, so that a node's death costs nothing and repeats nothing. New deliveries come first: a step is put
 * off while the queue has enough to do, and while new events wait to be routed only a trickle is replayed.
 */
public final class ReplaySteps {
    private static final int MOST_DUE = 500;
    private static final int MOST_PENDING_OF_ENDPOINT = 2_000;
    private static final Duration PUT_OFF = Duration.ofMillis(200);

    /** A replay to an endpoint that cannot be read waits. */
    private static final Duration UNTIL_MENDED = Duration.ofSeconds(10);

    /** One whose step fails leaves its turn to others for so long. */
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    /** So many events in the outbox are more than routing takes at once. */
    private static final int FLOOD = 1_000;

    /** What one step brings back while new events wait. */
    private static final int TRICKLE = 50;

    private final Database database;
    private final RoutesCache routes;
    private final Finding finding;
    private final IdSource ids;
    private final InstantSource clock;
    private final BooleanSupplier nodeIsBusy;
    private final ToIntBiFunction<String, Supplier<Integer>> apart;

    /** While new events wait, the next step comes only when it is over. */
    private final Wait trickle;

    /**
     * The steps of all replays; whoever has it calls {@link #runOnce} now and then.
     *
     * @param nodeIsBusy whether this node has so much under way that the rest of its places is for new deliveries
     * @param apart does work of that name so that its failure is told of and harms no other; what the work gave, 0 when it
     *     failed
     */
    public ReplaySteps(
            Database database,
            RoutesCache routes,
            Finding finding,
            IdSource ids,
            InstantSource clock,
            BooleanSupplier nodeIsBusy,
            ToIntBiFunction<String, Supplier<Integer>> apart) {
        this.database = database;
        this.routes = routes;
        this.finding = finding;
        this.ids = ids;
        this.clock = clock;
        this.nodeIsBusy = nodeIsBusy;
        this.apart = apart;
        this.trickle = new Wait(clock);
    }

    /** One step of every replay that has one due, up to a limit; how many rows they looked at. */
    public int runOnce(int most) {
        Instant now = clock.instant();
        List<ReplayId> due = database.read(tx -> JdbcReplays.due(tx, now, most));
        if (due.isEmpty()) {
            return 0;
        }
        boolean flood = database.read(tx -> JdbcPast.eventsWait(tx, FLOOD));
        if (!flood && (nodeIsBusy.getAsBoolean() || database.read(tx -> JdbcPast.queueIsFull(tx, now, MOST_DUE)))) {
            return 0;
        }
        if (flood) {
            if (!trickle.isOver()) {
                return 0;
            }
            trickle.begin(PUT_OFF);
            due = due.subList(0, 1);
        }
        int looked = 0;
        for (ReplayId id : due) {
            looked += apart.applyAsInt("the next step of replay " + id, () -> step(id, flood, now));
        }
        return looked;
    }

    private int step(ReplayId id, boolean flood, Instant now) {
        try {
            return database.inTransaction(tx -> JdbcReplays.lockDue(tx, id, now)
                    .map(replay -> step(tx, replay, flood ? Math.min(TRICKLE, replay.allowed()) : replay.allowed()))
                    .orElse(0));
        } catch (RuntimeException e) {
            if (!Database.isInfrastructure(e)) {
                database.inTransaction(tx -> {
                    JdbcReplays.postpone(tx, id, now.plus(AFTER_FAILURE));
                    return null;
                });
            }
            throw e;
        }
    }

    private int step(Handle tx, Replay replay, int most) {
        Instant now = clock.instant();
        EndpointId endpoint = endpoint(replay);
        if (endpoint != null && JdbcHeld.pending(tx, endpoint, MOST_PENDING_OF_ENDPOINT) >= MOST_PENDING_OF_ENDPOINT) {
            JdbcReplays.postpone(tx, replay.id(), now.plus(PUT_OFF));
            return 0;
        }
        if (endpoint != null && isUnreadable(tx, endpoint)) {
            JdbcReplays.postpone(tx, replay.id(), now.plus(UNTIL_MENDED));
            return 0;
        }
        if (!replay.selection().missed()) {
            return again(tx, replay, most, now);
        }
        Optional<Endpoint> target = Optional.ofNullable(endpoint)
                .flatMap(id -> Optional.ofNullable(
                        lock(tx, id.workspace(), new TreeSet<>(Set.of(id))).get(id)));
        if (target.isEmpty()) {
            JdbcReplays.setStatus(tx, replay.id(), ReplayStatus.CANCELLED, now); // deleted meanwhile
            return 0;
        }
        return missed(tx, replay, target.get(), most, now);
    }

    private boolean isUnreadable(Handle tx, EndpointId id) {
        return routes.current(tx, id.workspace())
                .filter(present -> present.isUnreadable(id))
                .isPresent();
    }

    private static @Nullable EndpointId endpoint(Replay replay) {
        Long number = replay.selection().endpoint();
        return number == null ? null : new EndpointId(replay.id().workspace(), number);
    }

    /** Takes finished deliveries out of the log and puts them back into the queue. */
    private int again(Handle tx, Replay replay, int most, Instant now) {
        WorkspaceId workspace = replay.id().workspace();
        Piece<Past> piece = finding.finished(tx, workspace, replay.selection(), replay.position(), most);
        Map<EndpointId, Endpoint> concerned = lock(
                tx,
                workspace,
                piece.found().stream()
                        .map(past -> past.delivery().endpoint())
                        .collect(Collectors.toCollection(TreeSet::new)));
        List<Past> found = JdbcPast.lock(tx, piece.found());
        List<Delivery> back = new ArrayList<>();
        for (Past past : found) {
            Delivery delivery = past.delivery();
            Endpoint endpoint = concerned.get(delivery.endpoint());
            if (endpoint != null) {
                back.add(new Delivery(
                        delivery.id(),
                        delivery.endpoint(),
                        delivery.event(),
                        delivery.eventType(),
                        delivery.sequence(),
                        delivery.filterVersion(),
                        status(endpoint),
                        delivery.schedule().again(),
                        delivery.createdAt(),
                        replay.id().value()));
            }
        }
        if (!back.isEmpty()) {
            JdbcDeliveries.remove(
                    tx,
                    workspace,
                    back.stream().map(Delivery::id).toList(),
                    JdbcPast.earliest(found),
                    JdbcPast.latest(found));
        }
        enqueue(tx, back, concerned, now);
        advance(tx, replay, piece, back.size(), now);
        return piece.read();
    }

    /** The endpoints that are still there, locked and as they are then. */
    private Map<EndpointId, Endpoint> lock(Handle tx, WorkspaceId workspace, SortedSet<EndpointId> ids) {
        JdbcEndpoints.lockAll(tx, workspace, ids);
        Optional<WorkspaceRoutes> current = routes.current(tx, workspace);
        Map<EndpointId, Endpoint> present = new HashMap<>();
        for (EndpointId id : ids) {
            current.flatMap(all -> all.to(id)).ifPresent(route -> present.put(id, route.endpoint()));
        }
        return present;
    }

    /** Makes deliveries of events that the endpoint has none of, with the next numbers of its sequence. */
    private int missed(Handle tx, Replay replay, Endpoint endpoint, int most, Instant now) {
        Piece<StoredEvent> piece = finding.missed(tx, endpoint, replay.selection(), replay.position());
        List<StoredEvent> found = piece.found();
        if (found.size() > most) {
            found = found.subList(0, most);
            piece = new Piece<>(
                    found,
                    piece.looked(),
                    piece.read(),
                    found.get(most - 1).id().value(),
                    false);
        }
        List<Delivery> deliveries = new ArrayList<>();
        if (!found.isEmpty()) {
            long sequence = JdbcSequences.take(
                            tx, endpoint.id().workspace(), new TreeMap<>(Map.of(endpoint.id(), found.size())))
                    .getOrDefault(endpoint.id(), 1L);
            for (StoredEvent event : found) {
                deliveries.add(new Delivery(
                        new DeliveryId(endpoint.id().workspace(), ids.next()),
                        endpoint.id(),
                        event.id(),
                        event.event().type(),
                        sequence++,
                        endpoint.filterVersion(),
                        status(endpoint),
                        Delivery.Schedule.FRESH.again(),
                        now,
                        replay.id().value()));
            }
            enqueue(tx, deliveries, Map.of(endpoint.id(), endpoint), now);
        }
        advance(tx, replay, piece, deliveries.size(), now);
        return piece.looked();
    }

    private static DeliveryStatus status(Endpoint endpoint) {
        return endpoint.holdsBack() ? DeliveryStatus.HELD : DeliveryStatus.PENDING;
    }

    private static void enqueue(
            Handle tx, List<Delivery> deliveries, Map<EndpointId, Endpoint> concerned, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        Set<EndpointId> serialized = concerned.values().stream()
                .filter(endpoint -> endpoint.spec().serialize())
                .map(Endpoint::id)
                .collect(Collectors.toSet());
        List<Delivery> ordered = deliveries.stream()
                .sorted(Comparator.comparingLong(Delivery::sequence))
                .toList();
        JdbcQueue.insert(tx, Enqueuing.places(tx, ordered, serialized, now), now);
    }

    private static void advance(Handle tx, Replay replay, Piece<?> piece, int done, Instant now) {
        Integer rate = replay.rate();
        Instant next = rate == null ? now : now.plus(Duration.ofMillis(1_000L * done / rate));
        JdbcReplays.advance(
                tx, replay, new Progress(piece.position(), done, piece.looked() - done, piece.end(), next), now);
    }
}
