package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.BestEffort;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects finished attempts and settles them in batches, one transaction for each. An attempt whose settlement
 * fails is kept and tried again; if the node dies first, its lease ends and the delivery is attempted once more.
 * Thread-safe; {@link #runOnce} is for one thread.
 */
final class Settler implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Settler.class);
    private static final int BATCH = 500;

    private final Settlement settlement;
    private final FinishedAttempts finished;
    private final InFlight inFlight;
    private final Backlog backlog;
    private final Dispatcher dispatcher;
    private volatile @Nullable Runnable onSettled;

    Settler(Settlement settlement, FinishedAttempts finished, Sending sending) {
        this.settlement = settlement;
        this.finished = finished;
        this.inFlight = sending.inFlight();
        this.backlog = sending.backlog();
        this.dispatcher = sending.dispatcher();
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
        SortedMap<Long, List<FinishedAttempt>> byWorkspace = Settlement.byWorkspace(batch);
        try {
            settle(byWorkspace);
        } catch (RuntimeException e) {
            if (Database.isInfrastructure(e)) {
                finished.putBack(batch);
                throw e;
            }
            if (byWorkspace.size() == 1) {
                oneByOne(batch);
            } else {
                byWorkspace.forEach(this::separately);
            }
        }
        Runnable wake = onSettled;
        if (wake != null) {
            wake.run();
        }
        return batch.size();
    }

    private void settle(SortedMap<Long, List<FinishedAttempt>> byWorkspace) {
        List<Claimed> next;
        try (Places places = inFlight.places()) {
            next = settlement.settle(byWorkspace, places);
        } catch (Error e) {
            byWorkspace.values().forEach(finished::putBack); // or their places would be taken for ever
            throw e;
        }
        byWorkspace.values().forEach(attempts -> {
            finished.settled(attempts);
            attempts.forEach(attempt -> inFlight.release(attempt.place(), succeeded(attempt.result())));
            backlog.released(
                    attempts.stream().map(attempt -> attempt.place().endpoint()).toList());
        });
        next.forEach(dispatcher::dispatch);
    }

    private void separately(long workspace, List<FinishedAttempt> attempts) {
        try {
            settle(new TreeMap<>(Map.of(workspace, attempts)));
        } catch (RuntimeException e) {
            if (Database.isInfrastructure(e)) {
                finished.putBack(attempts);
            } else {
                oneByOne(attempts);
            }
        }
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
                if (Database.isInfrastructure(e)) {
                    finished.putBack(List.of(attempt));
                } else {
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
        } catch (RuntimeException e) {
            if (Database.isInfrastructure(e)) {
                finished.putBack(List.of(attempt));
            } else {
                BestEffort.tell(
                        () -> LOG.error("Nor can that; the delivery is attempted again when its lease has ended", e));
                finished.settled(List.of(attempt));
                inFlight.release(attempt.place(), null);
            }
        }
    }
}
