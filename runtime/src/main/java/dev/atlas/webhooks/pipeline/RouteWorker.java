package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes published events off the outbox, decides who gets them and queues the deliveries, in one transaction per batch of
 * a workspace. Deliveries that find a free place are claimed with the insert and sent right after the commit.
 */
final class RouteWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RouteWorker.class);
    private static final int MOST_WORKSPACES = 1000;
    private static final int BATCH = 500;

    private final Database database;
    private final Routing routing;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final EngineMetrics metrics;
    private final Faults faults;

    RouteWorker(Database database, Routing routing, Sending sending, EngineMetrics metrics, Faults faults) {
        this.database = database;
        this.routing = routing;
        this.inFlight = sending.inFlight();
        this.backlog = sending.backlog();
        this.dispatcher = sending.dispatcher();
        this.metrics = metrics;
        this.faults = faults;
    }

    /** What one routing transaction leaves to do. */
    record Routed(int events, List<Claimed> claimed, Set<EndpointId> backlog) {}

    /** An event that was read and numbered. */
    record Arrived(StoredEvent stored, List<Route> matching) {}

    /** Rows written by plain SQL are found by looking; those of this node wake it. */
    @Override
    public Pauses pauses() {
        return new Pauses(Duration.ofMillis(10), Duration.ofMillis(80));
    }

    @Override
    public int runOnce() {
        int events = 0;
        for (long workspace : database.read(tx -> JdbcOutbox.workspacesWithRows(tx, MOST_WORKSPACES))) {
            events += route(new WorkspaceId(workspace));
        }
        return events;
    }

    private int route(WorkspaceId workspace) {
        return faults.isolate("routing of workspace " + workspace, () -> {
            try {
                return route(workspace, BATCH);
            } catch (RuntimeException e) {
                if (Database.isInfrastructure(e)) {
                    throw e;
                }
                database.read(tx -> routing.routes(tx, workspace)); // if that fails, no row is to blame
                return oneByOne(workspace);
            }
        });
    }

    private int route(WorkspaceId workspace, int limit) {
        return route((tx, places) -> routing.route(tx, workspace, limit, places));
    }

    private int route(BiFunction<Handle, Places, Routed> work) {
        Routed routed;
        try (Places places = inFlight.places()) {
            routed = database.inTransaction(tx -> {
                places.begin();
                return work.apply(tx, places);
            });
            places.keep();
        }
        backlog.add(routed.backlog());
        routed.claimed().forEach(dispatcher::dispatch);
        metrics.routed(routed.events());
        return routed.events();
    }

    /** A row that cannot be routed must not keep back those that came with it: it is set aside. */
    private int oneByOne(WorkspaceId workspace) {
        int done = 0;
        for (long row : database.read(tx -> JdbcOutbox.first(tx, workspace.value(), BATCH))) {
            try {
                done += route((tx, places) -> routing.routeOne(tx, workspace, row, places));
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
