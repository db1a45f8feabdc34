package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.BestEffort;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects finished attempts and settles them in batches, one transaction for each. An attempt whose settlement
 * fails is kept and tried again, apart from the others when only its endpoint is to blame; if the node dies first, its lease
 * ends and the delivery is attempted once more.
 * Thread-safe; {@link #runOnce} is for one thread.
 */
final class Settler implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final int BATCH = 500;

    /** So many endpoints are waited for in a batch whose rows others hold: each takes seconds. */
    private static final int MOST_CONFLICTS = 3;

    private final Settlement settlement;
    private final FinishedAttempts finished;
    private final Sending sending;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private final Faults faults;

    /** Those of the present batch that are not settled yet. */
    private final Set<FinishedAttempt> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Endpoints whose attempts were set aside, of which people are told. */
    private final Set<EndpointId> setAside = new HashSet<>();

    private volatile @Nullable Runnable onSettled;

    Settler(Settlement settlement, FinishedAttempts finished, Sending sending, Faults faults) {
        this.settlement = settlement;
        this.finished = finished;
        this.sending = sending;
        this.inFlight = sending.inFlight();
        this.backlog = sending.backlog();
        this.dispatcher = sending.dispatcher();
        this.faults = faults;
    }

    /** Who is woken when a settlement may have left something to do. */
    void wakes(Runnable whenSettled) {
        onSettled = whenSettled;
    }

    /** An attempt that ends wakes it. */
    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofSeconds(1));
    }

    @Override
    public int runOnce() {
        List<FinishedAttempt> batch = finished.take(BATCH);
        if (batch.isEmpty()) {
            return 0;
        }
        open.addAll(batch);
        try {
            settleAll(batch);
        } finally { // also after an Error, or their places would be taken for ever
            finished.putBack(batch.stream().filter(open::contains).toList());
            open.clear();
        }
        Runnable wake = onSettled;
        if (wake != null) {
            wake.run();
        }
        return batch.size();
    }

    private void settleAll(List<FinishedAttempt> batch) {
        SortedMap<Long, List<FinishedAttempt>> byWorkspace = Settlement.byWorkspace(batch);
        try {
            settle(byWorkspace);
        } catch (RuntimeException e) {
            if (Database.isLockConflict(e)) {
                endpointByEndpoint(batch, e);
            } else if (Database.isInfrastructure(e)) {
                throw e;
            } else if (byWorkspace.size() == 1) {
                oneByOne(batch);
            } else {
                byWorkspace.forEach(this::separately);
            }
        }
    }

    private void settle(SortedMap<Long, List<FinishedAttempt>> byWorkspace) {
        List<Claimed> next;
        try (Places places = sending.places()) {
            next = settlement.settle(byWorkspace, places);
        }
        byWorkspace.values().forEach(attempts -> {
            attempts.forEach(open::remove);
            finished.settled(attempts);
            attempts.forEach(attempt -> inFlight.release(attempt.place(), succeeded(attempt.result())));
            List<EndpointId> endpoints =
                    attempts.stream().map(attempt -> attempt.place().endpoint()).toList();
            backlog.released(endpoints);
            endpoints.stream().filter(setAside::remove).forEach(endpoint -> faults.over(settling(endpoint)));
        });
        next.forEach(dispatcher::dispatch);
    }

    private void separately(long workspace, List<FinishedAttempt> attempts) {
        try {
            settle(new TreeMap<>(Map.of(workspace, attempts)));
        } catch (RuntimeException e) {
            if (!Database.isInfrastructure(e)) {
                oneByOne(attempts);
            }
        }
    }

    /**
     * Endpoints whose rows others hold for long must not keep back the others: their attempts are set aside. Those that were not
     * tried any more are taken again next.
     */
    private void endpointByEndpoint(List<FinishedAttempt> batch, RuntimeException conflict) {
        SortedMap<EndpointId, List<FinishedAttempt>> byEndpoint = new TreeMap<>();
        batch.forEach(attempt -> byEndpoint
                .computeIfAbsent(attempt.place().endpoint(), endpoint -> new ArrayList<>())
                .add(attempt));
        int conflicts = 0;
        for (Map.Entry<EndpointId, List<FinishedAttempt>> each : byEndpoint.entrySet()) {
            if (conflicts == MOST_CONFLICTS) {
                break;
            }
            if (byEndpoint.size() == 1 || !isSettled(each.getValue())) {
                conflicts++;
                setAside(each.getKey(), each.getValue(), conflict);
            }
        }
    }

    /** Settles attempts of one endpoint, unless others hold its rows. */
    private boolean isSettled(List<FinishedAttempt> attempts) {
        try {
            settle(Settlement.byWorkspace(attempts));
        } catch (RuntimeException e) {
            if (Database.isLockConflict(e)) {
                return false;
            }
            if (Database.isInfrastructure(e)) {
                throw e;
            }
            oneByOne(attempts);
        }
        return true;
    }

    private void setAside(EndpointId endpoint, List<FinishedAttempt> attempts, RuntimeException conflict) {
        attempts.forEach(open::remove);
        finished.setAside(endpoint, attempts);
        setAside.add(endpoint);
        faults.outside(
                settling(endpoint),
                "waits: " + Database.advice(conflict).orElseGet(() -> String.valueOf(conflict.getMessage())));
    }

    private static String settling(EndpointId endpoint) {
        return "settling the attempts of endpoint " + endpoint;
    }

    private void settle(FinishedAttempt attempt) {
        settle(Settlement.byWorkspace(List.of(attempt)));
    }

    private static @Nullable Boolean succeeded(AttemptResult result) {
        return Verdicts.isGivenBack(result) ? null : OutcomePolicy.isSuccess(result);
    }

    /** An attempt that cannot be settled must not keep back those that came with it. */
    private void oneByOne(List<FinishedAttempt> attempts) {
        for (FinishedAttempt attempt : attempts) {
            try {
                settle(attempt);
            } catch (RuntimeException e) {
                if (!Database.isInfrastructure(e)) {
                    withoutResult(attempt, e);
                }
            }
        }
    }

    /** What came of the attempt cannot be stored, so that is stored; else its lease must end before it is made again. */
    private void withoutResult(FinishedAttempt attempt, RuntimeException reason) {
        BestEffort.tell(() -> LOG.error(
                "What came of an attempt of delivery {} cannot be stored; it counts as failed",
                attempt.leased().delivery().id(),
                reason));
        AttemptResult unknown = new AttemptResult.Failed(
                attempt.result().trace(),
                FailureKind.INTERNAL,
                "what came of it could not be stored; see the server's log");
        try {
            settle(new FinishedAttempt(attempt.leased(), attempt.place(), List.of(), unknown));
            open.remove(attempt);
        } catch (RuntimeException e) {
            if (!Database.isInfrastructure(e)) {
                BestEffort.tell(
                        () -> LOG.error("Nor can that; the delivery is attempted again when its lease has ended", e));
                open.remove(attempt);
                finished.settled(List.of(attempt));
                inFlight.release(attempt.place(), null);
                backlog.released(List.of(attempt.place().endpoint()));
            }
        }
    }
}
