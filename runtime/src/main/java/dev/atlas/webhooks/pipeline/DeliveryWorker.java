package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.Counted;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pipeline.Claiming.Outcome;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.Queued;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Claims what is due in the queue (retries, and whatever a dead node has left) and what waits behind others of its endpoint,
 * and sends it. Claims only as much as there are places; a backlog of one endpoint is looked at only when that endpoint can
 * take more of it.
 */
final class DeliveryWorker implements Worker {
    private static final int BATCH = 500;

    /** Looked at beyond the free places, for endpoints that stand in the slow room. */
    private static final int SLOW_BATCH = 50;

    /** After a small batch of nothing but deliveries that were put aside more is let gather: each costs a durable commit. */
    private static final Duration GATHER = Duration.ofMillis(100);

    /** For so long no lock is waited for after one was not had. */
    private static final Duration LOCKED = Duration.ofSeconds(20);

    private static final int MOST_ENDPOINTS = 50;
    private static final String WORKSPACE = "workspace";
    private static final String WAITING = "sending what waits";

    private final Database database;
    private final Claiming claiming;
    private final Sending sending;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final SharedClock clock;
    private final ClockWatch clockWatch;
    private final Ownership ownership;
    private final Faults faults;
    private final Wait gathering;
    private final Wait leavingOut;

    /** Those that were left out and not had since then, of which people are told. */
    private final NavigableSet<EndpointId> leftOut = new TreeSet<>();

    DeliveryWorker(
            Database database,
            Claiming claiming,
            Sending sending,
            SharedClock clock,
            ClockWatch clockWatch,
            Ownership ownership,
            Faults faults) {
        this.database = database;
        this.claiming = claiming;
        this.sending = sending;
        this.inFlight = sending.inFlight();
        this.backlog = sending.backlog();
        this.dispatcher = sending.dispatcher();
        this.clock = clock;
        this.clockWatch = clockWatch;
        this.ownership = ownership;
        this.faults = faults;
        this.gathering = new Wait(clock);
        this.leavingOut = new Wait(clock);
    }

    /** Retries are found by looking; a settlement wakes it. */
    @Override
    public Pauses pauses() {
        return new Pauses(Duration.ofMillis(20), Duration.ofMillis(250));
    }

    @Override
    public int runOnce() {
        if (!inFlight.hasRoom()) {
            return 0;
        }
        return due() + waiting();
    }

    /** Looks before it begins a transaction, since mostly nothing is due. */
    private int due() {
        clockWatch.settle();
        Instant now = clock.instant();
        if (!gathering.isOver()
                || database.read(JdbcQueue::firstDue)
                        .filter(first -> first <= now.toEpochMilli())
                        .isEmpty()) {
            return 0;
        }
        int limit = Math.min(BATCH, inFlight.free() + SLOW_BATCH);
        Outcome outcome = claim((tx, places) -> due(tx, limit, places));
        boolean little = outcome.claimed().isEmpty() && outcome.putAside() < SLOW_BATCH;
        gathering.begin(little ? GATHER : Duration.ZERO);
        return done(outcome);
    }

    private Outcome due(Handle tx, int limit, Places places) {
        SortedMap<Long, List<Queued>> byWorkspace = new TreeMap<>();
        for (Queued queued : JdbcQueue.lockDue(tx, clock.instant(), leasesThatEnd(), limit)) {
            if (dispatcher.hasResultOf(queued.delivery().id())) {
                continue; // its lease has ended because the database was away for long
            }
            byWorkspace
                    .computeIfAbsent(queued.delivery().id().workspace().value(), w -> new ArrayList<>())
                    .add(queued);
        }
        List<Claimed> claimed = new ArrayList<>();
        int putAside = 0;
        for (Map.Entry<Long, List<Queued>> group : byWorkspace.entrySet()) {
            Outcome outcome = due(tx, new WorkspaceId(group.getKey()), group.getValue(), places);
            claimed.addAll(outcome.claimed());
            putAside += outcome.putAside();
        }
        return new Outcome(claimed, putAside);
    }

    /**
     * Whose leases may have ended: anybody's, but after the time has jumped ahead only this node's own, until the others have
     * noticed that, too, and what they had claimed before has been settled.
     */
    private @Nullable Long leasesThatEnd() {
        Duration noticed = ClockWatch.LOOK.plus(ownership.lease()).plus(ClockWatch.LOOK);
        return clock.isEvenFor(noticed) ? null : ownership.owner();
    }

    /** What cannot be claimed must not keep back other workspaces' deliveries: it is looked at again later. */
    private Outcome due(Handle tx, WorkspaceId workspace, List<Queued> candidates, Places places) {
        tx.savepoint(WORKSPACE);
        List<Outcome> outcome = new ArrayList<>();
        int putAside = faults.isolate("sending what is due in workspace " + workspace, () -> {
            outcome.add(claiming.due(tx, workspace, candidates, places));
            return 0;
        });
        if (outcome.isEmpty()) {
            tx.rollbackToSavepoint(WORKSPACE);
            places.giveBack(workspace);
            JdbcQueue.putOff(
                    tx,
                    workspace,
                    candidates.stream().map(queued -> queued.delivery().id()).toList(),
                    clock.instant().plus(Claiming.LATER));
            return new Outcome(List.of(), putAside);
        }
        tx.releaseSavepoint(WORKSPACE);
        return outcome.get(0);
    }

    private int waiting() {
        SortedMap<Long, List<EndpointId>> byWorkspace = new TreeMap<>();
        for (EndpointId endpoint :
                backlog.next(MOST_ENDPOINTS, id -> inFlight.room(id, null) > 0 && claiming.isWorthAsking(id))) {
            byWorkspace
                    .computeIfAbsent(endpoint.workspace().value(), w -> new ArrayList<>())
                    .add(endpoint);
        }
        int done = 0;
        for (Map.Entry<Long, List<EndpointId>> group : byWorkspace.entrySet()) {
            WorkspaceId workspace = new WorkspaceId(group.getKey());
            done += faults.isolate(
                    "sending what waits in workspace " + workspace, () -> done(waiting(workspace, group.getValue())));
        }
        tellOfLeftOut();
        return done;
    }

    private void tellOfLeftOut() {
        leftOut.removeIf(endpoint -> !backlog.has(endpoint));
        if (leftOut.isEmpty()) {
            faults.over(WAITING);
            return;
        }
        faults.outside(
                WAITING,
                "leaves out %s (%s first), whose rows are locked for long by another transaction; look for it in SHOW PROCESSLIST"
                        .formatted(Counted.of(leftOut.size(), "endpoint", "endpoints"), leftOut.first()));
    }

    /** Endpoints whose locks others have for long are left out for a while, so that they keep none back. */
    private Outcome waiting(WorkspaceId workspace, List<EndpointId> endpoints) {
        if (leavingOut.isOver()) {
            try {
                Outcome outcome = claim((tx, places) -> claiming.waiting(tx, workspace, endpoints, places));
                endpoints.forEach(leftOut::remove);
                return outcome;
            } catch (RuntimeException e) {
                if (!Database.isLockConflict(e)) {
                    throw e;
                }
                leavingOut.begin(LOCKED);
            }
        }
        List<EndpointId> free = new ArrayList<>();
        Outcome outcome = claim((tx, places) -> {
            free.clear(); // the transaction may begin once more
            free.addAll(JdbcEndpoints.lockFree(tx, workspace, endpoints));
            return claiming.waitingOfLocked(tx, workspace, free, places);
        });
        leftOut.addAll(endpoints);
        free.forEach(leftOut::remove);
        return outcome;
    }

    private Outcome claim(BiFunction<Handle, Places, Outcome> work) {
        Outcome outcome;
        try (Places places = sending.places()) {
            outcome = database.inTransaction(tx -> {
                places.begin();
                return work.apply(tx, places);
            });
            places.keep();
        }
        outcome.claimed().forEach(dispatcher::dispatch);
        return outcome;
    }

    private static int done(Outcome outcome) {
        return outcome.claimed().size() + outcome.putAside();
    }
}
