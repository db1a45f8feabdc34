package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pipeline.Claiming.Outcome;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.Queued;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/**
 * Claims what is due in the queue (retries, and whatever a dead node has left) and what waits behind others of its endpoint,
 * and sends it. Claims only as much as there are places; a backlog of one endpoint is looked at only when that endpoint can
 * take more of it.
 */
final class DeliveryWorker implements Worker {
    private static final int BATCH = 500;
    private static final int MOST_ENDPOINTS = 50;

    private final Database database;
    private final Claiming claiming;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final InstantSource clock;

    DeliveryWorker(
            Database database,
            Claiming claiming,
            InFlight inFlight,
            Backlog backlog,
            Dispatcher dispatcher,
            InstantSource clock) {
        this.database = database;
        this.claiming = claiming;
        this.inFlight = inFlight;
        this.backlog = backlog;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        if (!inFlight.hasRoom()) {
            return 0;
        }
        return claim((tx, places) -> due(tx, places)) + waiting();
    }

    private Outcome due(Handle tx, Places places) {
        SortedMap<Long, List<Queued>> byWorkspace = new TreeMap<>();
        for (Queued queued : JdbcQueue.lockDue(tx, clock.instant(), BATCH)) {
            byWorkspace
                    .computeIfAbsent(queued.delivery().id().workspace().value(), w -> new ArrayList<>())
                    .add(queued);
        }
        List<Claimed> claimed = new ArrayList<>();
        int putAside = 0;
        for (Map.Entry<Long, List<Queued>> group : byWorkspace.entrySet()) {
            Outcome outcome = claiming.due(tx, new WorkspaceId(group.getKey()), group.getValue(), places);
            claimed.addAll(outcome.claimed());
            putAside += outcome.putAside();
        }
        return new Outcome(claimed, putAside);
    }

    private int waiting() {
        SortedMap<Long, List<EndpointId>> byWorkspace = new TreeMap<>();
        for (EndpointId endpoint : backlog.next(MOST_ENDPOINTS, id -> inFlight.room(id, null) > 0)) {
            byWorkspace
                    .computeIfAbsent(endpoint.workspace().value(), w -> new ArrayList<>())
                    .add(endpoint);
        }
        int done = 0;
        for (Map.Entry<Long, List<EndpointId>> group : byWorkspace.entrySet()) {
            WorkspaceId workspace = new WorkspaceId(group.getKey());
            done += claim((tx, places) -> claiming.waiting(tx, workspace, group.getValue(), places));
        }
        return done;
    }

    private int claim(BiFunction<Handle, Places, Outcome> work) {
        Outcome outcome;
        try (Places places = inFlight.places()) {
            outcome = database.inTransaction(tx -> {
                places.begin();
                return work.apply(tx, places);
            });
            places.keep();
        }
        outcome.claimed().forEach(dispatcher::dispatch);
        return outcome.claimed().size() + outcome.putAside();
    }
}
