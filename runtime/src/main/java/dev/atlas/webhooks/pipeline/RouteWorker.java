package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes published events off the outbox, decides who gets them and queues the deliveries, in one transaction per batch of
 * a workspace. Deliveries that find a free place are claimed with the insert and sent right after the commit.
 */
final class RouteWorker implements Worker {
    private static final int MOST_WORKSPACES = 1000;

    private final Database database;
    private final Routing routing;
    private final InFlight inFlight;
    private final Dispatcher dispatcher;
    private final EngineMetrics metrics;

    RouteWorker(Database database, Routing routing, InFlight inFlight, Dispatcher dispatcher, EngineMetrics metrics) {
        this.database = database;
        this.routing = routing;
        this.inFlight = inFlight;
        this.dispatcher = dispatcher;
        this.metrics = metrics;
    }

    /** What one routing transaction leaves to do. */
    record Routed(int events, List<Claimed> claimed) {}

    /** A delivery that this node has claimed, and where it goes. */
    record Claimed(LeasedDelivery leased, Route route) {}

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
        List<EndpointId> reserved = new ArrayList<>();
        boolean committed = false;
        try {
            Routed routed = database.inTransaction(tx -> {
                giveBack(reserved); // the transaction may be run again
                return routing.route(
                        tx,
                        workspace,
                        endpoint ->
                                inFlight.reserve(endpoint.id(), endpoint.spec().rateLimit())
                                        && reserved.add(endpoint.id()));
            });
            committed = true;
            routed.claimed().forEach(claimed -> dispatcher.dispatch(claimed.leased(), claimed.route()));
            metrics.routed(routed.events());
            return routed.events();
        } finally {
            if (!committed) {
                giveBack(reserved);
            }
        }
    }

    private void giveBack(List<EndpointId> reserved) {
        reserved.forEach(inFlight::release);
        reserved.clear();
    }
}
