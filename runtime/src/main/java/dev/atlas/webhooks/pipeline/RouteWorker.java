package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.route.Route;
import java.util.List;
import java.util.Set;

/**
 * Takes published events off the outbox, decides who gets them and queues the deliveries, in one transaction per batch of
 * a workspace. Deliveries that find a free place are claimed with the insert and sent right after the commit.
 */
final class RouteWorker implements Worker {
    private static final int MOST_WORKSPACES = 1000;

    private final Database database;
    private final Routing routing;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final EngineMetrics metrics;

    RouteWorker(
            Database database,
            Routing routing,
            InFlight inFlight,
            Backlog backlog,
            Dispatcher dispatcher,
            EngineMetrics metrics) {
        this.database = database;
        this.routing = routing;
        this.inFlight = inFlight;
        this.backlog = backlog;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
    }

    /** What one routing transaction leaves to do. */
    record Routed(int events, List<Claimed> claimed, Set<EndpointId> backlog) {}

    /** An event that was read and numbered. */
    record Arrived(StoredEvent stored, List<Route> matching) {}

    @Override
    public int runOnce() {
        int events = 0;
        for (long workspace : database.read(tx -> JdbcOutbox.workspacesWithRows(tx, MOST_WORKSPACES))) {
            events += route(new WorkspaceId(workspace));
        }
        return events;
    }

    private int route(WorkspaceId workspace) {
        Routed routed;
        try (Places places = inFlight.places()) {
            routed = database.inTransaction(tx -> {
                places.begin();
                return routing.route(tx, workspace, places);
            });
            places.keep();
        }
        backlog.add(routed.backlog());
        routed.claimed().forEach(dispatcher::dispatch);
        metrics.routed(routed.events());
        return routed.events();
    }
}
