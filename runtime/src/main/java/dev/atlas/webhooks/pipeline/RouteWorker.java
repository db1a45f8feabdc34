package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.outbox.OutboxRow;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes published events off the outbox, decides who gets them and queues the deliveries, in one transaction per batch. A
 * batch takes the rows of several workspaces, and the next one begins behind them, so that they take turns. Deliveries that
 * find a free place are claimed with the insert and sent right after the commit.
 */
final class RouteWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWorker.class);
    private static final int BATCH = 500;

    /** So long a flood waits in the outbox for places, since a delivery that finds one at once costs half. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Before every number that a row may give for its workspace's. */
    private static final long FIRST = Long.MIN_VALUE;

    private final Database database;
    private final Routing routing;
    private final Sending sending;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final ClockWatch clockWatch;
    private final EngineMetrics metrics;
    private final Faults faults;

    /** The workspace to go on with. */
    private long next = FIRST;

    /** Meanwhile it is better to wait for places. */
    private final Wait patience;

    RouteWorker(
            Database database,
            Routing routing,
            Sending sending,
            ClockWatch clockWatch,
            EngineMetrics metrics,
            Faults faults,
            InstantSource clock) {
        this.database = database;
        this.routing = routing;
        this.sending = sending;
        this.inFlight = sending.inFlight();
        this.backlog = sending.backlog();
        this.dispatcher = sending.dispatcher();
        this.clockWatch = clockWatch;
        this.metrics = metrics;
        this.faults = faults;
        this.patience = new Wait(clock);
    }

    /**
     * What one routing transaction leaves to do.
     *
     * @param last the last workspace that had its turn
     * @param events how many rows left the outbox
     */
    record Routed(long last, int events, int deliveries, List<Claimed> claimed, Set<EndpointId> backlog) {
        static final Routed NOTHING = new Routed(-1, 0, 0, List.of(), Set.of());

        Routed plus(Routed other) {
            return new Routed(
                    other.last,
                    events + other.events,
                    deliveries + other.deliveries,
                    Stream.concat(claimed.stream(), other.claimed.stream()).toList(),
                    Stream.concat(backlog.stream(), other.backlog.stream()).collect(Collectors.toUnmodifiableSet()));
        }
    }

    /**
     * An event that was read and numbered.
     *
     * @param bytes of what is sent
     */
    record Arrived(StoredEvent stored, int bytes, List<Route> matching) {}

    /** Rows written by plain SQL are found by looking; those of this node wake it. */
    @Override
    public Pauses pauses() {
        return new Pauses(Duration.ofMillis(10), Duration.ofMillis(80));
    }

    @Override
    public int runOnce() {
        if (inFlight.free() < BATCH && !patience.isOver()) {
            return 0;
        }
        Optional<Long> first = database.read(tx -> JdbcOutbox.firstWorkspace(tx, next));
        if (first.isEmpty() && next > FIRST) {
            first = database.read(tx -> JdbcOutbox.firstWorkspace(tx, FIRST));
        }
        next = FIRST;
        return first.isEmpty() ? 0 : route(first.get());
    }

    private int route(long first) {
        clockWatch.settle(); // what is claimed with the insert has its lease by this time
        int events;
        try {
            events = route(first, Long.MAX_VALUE);
        } catch (RuntimeException e) {
            if (Database.isInfrastructure(e)) {
                throw e;
            }
            boolean severalFailed = next != first + 1;
            next = first + 1;
            events = alone(new WorkspaceId(first), severalFailed);
        }
        patience.begin(events < BATCH ? Duration.ZERO : PATIENCE);
        return events;
    }

    /**
     * Whatever is wrong with one workspace must not keep back the others.
     *
     * @param together whether its rows are to be tried together first
     */
    private int alone(WorkspaceId workspace, boolean together) {
        return faults.isolate("routing of workspace " + workspace, () -> {
            try {
                if (together) {
                    return route(workspace.value(), workspace.value());
                }
            } catch (RuntimeException e) {
                if (Database.isInfrastructure(e)) {
                    throw e;
                }
            }
            database.read(tx -> routing.routes(tx, workspace)); // if that fails, no row is to blame
            return oneByOne(workspace);
        });
    }

    private int route(long from, long to) {
        return route(tx -> JdbcOutbox.lock(tx, from, to, BATCH));
    }

    private int route(Function<Handle, SortedMap<Long, List<OutboxRow>>> lock) {
        Routed routed;
        try (Places places = sending.places()) {
            routed = database.inTransaction(tx -> {
                places.begin();
                SortedMap<Long, List<OutboxRow>> rows = lock.apply(tx);
                next = rows.isEmpty() ? FIRST : rows.lastKey() + 1;
                return routing.route(tx, rows, Math.max(BATCH, inFlight.free()), places);
            });
            places.keep();
        }
        backlog.add(routed.backlog());
        routed.claimed().forEach(dispatcher::dispatch);
        metrics.routed(routed.events());
        next = routed.events() == 0 ? FIRST : routed.last() + 1;
        return routed.events();
    }

    /** A row that cannot be routed must not keep back those that came with it: it is set aside. */
    private int oneByOne(WorkspaceId workspace) {
        int done = 0;
        for (long row : database.read(tx -> JdbcOutbox.first(tx, workspace.value(), BATCH))) {
            try {
                done += route(
                        tx -> new TreeMap<>(Map.of(workspace.value(), JdbcOutbox.lockOne(tx, workspace.value(), row))));
            } catch (RuntimeException e) {
                if (Database.isInfrastructure(e)) {
                    throw e;
                }
                LOG.error("Row {} of the outbox of workspace {} cannot be routed", row, workspace, e);
                database.inTransaction(tx -> {
                    routing.setAside(tx, workspace, row, "it cannot be routed: " + e.getMessage());
                    return null;
                });
                done++;
            }
        }
        return done;
    }
}
