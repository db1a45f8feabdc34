package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pipeline.RouteWorker.Claimed;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcDeliveries.Change;
import dev.atlas.webhooks.queue.JdbcDue;
import dev.atlas.webhooks.queue.JdbcDue.Candidate;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Claims what is due in the queue (retries, the next of serialized endpoints, and whatever a dead node has left) and
 * sends it. Claims only as many deliveries as there are free places.
 */
final class DeliveryWorker implements Worker {
    private static final int BATCH = 500;

    private final Database database;
    private final RoutesCache routes;
    private final InFlight inFlight;
    private final Dispatcher dispatcher;
    private final InstantSource clock;
    private final Ownership ownership;

    /** How this node claims: its token, and how long a claim lasts. */
    record Ownership(long owner, Duration lease) {}

    DeliveryWorker(
            Database database,
            RoutesCache routes,
            InFlight inFlight,
            Dispatcher dispatcher,
            InstantSource clock,
            Ownership ownership) {
        this.database = database;
        this.routes = routes;
        this.inFlight = inFlight;
        this.dispatcher = dispatcher;
        this.clock = clock;
        this.ownership = ownership;
    }

    @Override
    public int runOnce() {
        int limit = Math.min(BATCH, inFlight.free());
        if (limit == 0) {
            return 0;
        }
        List<EndpointId> reserved = new ArrayList<>();
        boolean committed = false;
        try {
            List<Claimed> claimed = database.inTransaction(tx -> {
                reserved.forEach(inFlight::release); // the transaction may be run again
                reserved.clear();
                return claim(tx, limit, reserved);
            });
            committed = true;
            claimed.forEach(each -> dispatcher.dispatch(each.leased(), each.route()));
            return claimed.size();
        } finally {
            if (!committed) {
                reserved.forEach(inFlight::release);
            }
        }
    }

    private List<Claimed> claim(Handle tx, int limit, List<EndpointId> reserved) {
        Instant now = clock.instant();
        Map<Long, Map<DeliveryId, Candidate>> byWorkspace = new TreeMap<>();
        for (Candidate candidate : JdbcDue.lockDue(tx, now, limit, inFlight.saturated())) {
            if (inFlight.reserve(candidate.endpoint())) {
                reserved.add(candidate.endpoint());
                byWorkspace
                        .computeIfAbsent(candidate.delivery().workspace().value(), w -> new HashMap<>())
                        .put(candidate.delivery(), candidate);
            }
        }
        List<Claimed> claimed = new ArrayList<>();
        byWorkspace.forEach((workspace, candidates) ->
                claimed.addAll(claimIn(tx, new WorkspaceId(workspace), candidates, reserved)));
        return claimed;
    }

    private List<Claimed> claimIn(
            Handle tx, WorkspaceId workspace, Map<DeliveryId, Candidate> candidates, List<EndpointId> reserved) {
        Instant now = clock.instant();
        JdbcDue.claim(tx, workspace, candidates.keySet(), ownership.owner(), now.plus(ownership.lease()));
        Optional<WorkspaceRoutes> present = routes.current(tx, workspace);
        List<Claimed> claimed = new ArrayList<>();
        List<Change> holds = new ArrayList<>();
        Map<DeliveryId, Instant> tooFast = new HashMap<>();
        Map<DeliveryId, Candidate> left = new HashMap<>(candidates);
        for (JdbcDeliveries.WithEvent loaded : JdbcDeliveries.load(tx, workspace, candidates.keySet())) {
            Delivery delivery = loaded.delivery();
            Candidate candidate = left.get(delivery.id());
            Route route = present.flatMap(all -> all.to(delivery.endpoint())).orElse(null);
            Change hold = hold(delivery, route, now);
            if (hold != null) {
                holds.add(hold);
            } else if (candidate != null && route != null) {
                if (inFlight.paced(delivery.endpoint(), route.endpoint().spec().rateLimit())) {
                    Lease lease = new Lease(ownership.owner(), candidate.fence() + 1);
                    claimed.add(new Claimed(new LeasedDelivery(delivery, lease, loaded.event()), route));
                    left.remove(delivery.id());
                } else {
                    tooFast.put(delivery.id(), now);
                }
            }
        }
        for (Candidate candidate : left.values()) {
            inFlight.release(candidate.endpoint());
            reserved.remove(candidate.endpoint());
        }
        JdbcDue.release(tx, tooFast);
        JdbcDeliveries.apply(tx, holds);
        left.keySet().removeAll(tooFast.keySet());
        JdbcDue.delete(tx, workspace, left.keySet()); // held, cancelled, or of a delivery that is gone
        return claimed;
    }

    /** A row that outlived a pause (its attempt was under way then) is held now; null when it may be sent. */
    private static @Nullable Change hold(Delivery delivery, @Nullable Route route, Instant now) {
        if (route == null) {
            return new Change(delivery.id(), DeliveryStatus.CANCELLED, delivery.schedule(), null, null, null, null);
        }
        return switch (route.endpoint().status()) {
            case ACTIVE -> null;
            case PAUSED, DISABLED ->
                new Change(delivery.id(), DeliveryStatus.HELD, delivery.schedule(), null, null, now, null);
            case DELETED ->
                new Change(delivery.id(), DeliveryStatus.CANCELLED, delivery.schedule(), null, null, null, null);
        };
    }
}
