package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * Collects finished attempts and settles them in batches, one transaction for each workspace. An attempt whose settlement
 * fails is kept and tried again; if the node dies first, its lease ends and the delivery is attempted once more.
 * Thread-safe; {@link #runOnce} is for one thread.
 */
final class Settler implements Worker {
    private static final int BATCH = 500;

    private final Settlement settlement;
    private final FinishedAttempts finished;
    private final InFlight inFlight;
    private final Dispatcher dispatcher;
    private volatile @Nullable Runnable onSettled;

    Settler(Settlement settlement, FinishedAttempts finished, InFlight inFlight, Dispatcher dispatcher) {
        this.settlement = settlement;
        this.finished = finished;
        this.inFlight = inFlight;
        this.dispatcher = dispatcher;
    }

    /** Who is woken when a settlement may have left something to do. */
    void wakes(Runnable whenSettled) {
        onSettled = whenSettled;
    }

    @Override
    public int runOnce() {
        List<FinishedAttempt> batch = finished.take(BATCH);
        Map<Long, List<FinishedAttempt>> byWorkspace = new TreeMap<>();
        for (FinishedAttempt attempt : batch) {
            byWorkspace
                    .computeIfAbsent(
                            attempt.leased().delivery().id().workspace().value(), w -> new ArrayList<>())
                    .add(attempt);
        }
        RuntimeException failure = null;
        for (Map.Entry<Long, List<FinishedAttempt>> group : byWorkspace.entrySet()) {
            try {
                settle(group.getKey(), group.getValue());
            } catch (ConnectionException e) {
                finished.putBack(group.getValue());
                failure = e;
            } catch (RuntimeException e) {
                RuntimeException alone = oneByOne(group.getKey(), group.getValue());
                failure = alone == null ? failure : alone;
            }
        }
        if (failure != null) {
            throw failure;
        }
        Runnable wake = onSettled;
        if (!batch.isEmpty() && wake != null) {
            wake.run();
        }
        return batch.size();
    }

    private void settle(long workspace, List<FinishedAttempt> attempts) {
        List<Claimed> next;
        try (Places places = inFlight.places()) {
            next = settlement.settle(new WorkspaceId(workspace), attempts, places);
        }
        attempts.forEach(attempt -> inFlight.release(attempt.place(), succeeded(attempt.result())));
        next.forEach(dispatcher::dispatch);
    }

    private static @Nullable Boolean succeeded(AttemptResult result) {
        return Verdicts.isGivenBack(result) ? null : OutcomePolicy.isSuccess(result);
    }

    /** An attempt that cannot be settled must not keep back those that came with it. */
    private @Nullable RuntimeException oneByOne(long workspace, List<FinishedAttempt> attempts) {
        RuntimeException failure = null;
        for (FinishedAttempt attempt : attempts) {
            if (failure instanceof ConnectionException) {
                finished.putBack(List.of(attempt)); // the database is away, which is nobody's fault here
                continue;
            }
            try {
                settle(workspace, List.of(attempt));
            } catch (RuntimeException e) {
                finished.putBack(List.of(attempt));
                failure = e;
            }
        }
        return failure;
    }
}
