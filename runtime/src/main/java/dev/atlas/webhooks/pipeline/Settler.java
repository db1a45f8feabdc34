package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Collects finished attempts and settles them in batches, one transaction for each workspace. An attempt whose settlement
 * fails is kept and tried again; if the node dies first, its lease ends and the delivery is attempted once more.
 * Thread-safe; {@link #runOnce} is for one thread.
 */
final class Settler implements Worker {
    private static final int BATCH = 500;

    private final Settlement settlement;
    private final InFlight inFlight;
    private final ConcurrentLinkedQueue<FinishedAttempt> finished = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Runnable onFinished;
    private volatile @Nullable Runnable onSettled;

    Settler(Settlement settlement, InFlight inFlight) {
        this.settlement = settlement;
        this.inFlight = inFlight;
    }

    /** Who is woken when an attempt has ended, and when a settlement may have left something to do. */
    void wakes(Runnable whenFinished, Runnable whenSettled) {
        onFinished = whenFinished;
        onSettled = whenSettled;
    }

    /** Takes over an attempt that has ended; does not block. */
    void finished(FinishedAttempt attempt) {
        finished.add(attempt);
        run(onFinished);
    }

    private static void run(@Nullable Runnable wake) {
        if (wake != null) {
            wake.run();
        }
    }

    @Override
    public int runOnce() {
        List<FinishedAttempt> batch = new ArrayList<>();
        for (FinishedAttempt next = finished.poll();
                next != null;
                next = batch.size() < BATCH ? finished.poll() : null) {
            batch.add(next);
        }
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
                settlement.settle(new WorkspaceId(group.getKey()), group.getValue());
                group.getValue()
                        .forEach(attempt ->
                                inFlight.release(attempt.leased().delivery().endpoint()));
            } catch (RuntimeException e) {
                finished.addAll(group.getValue());
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
        if (!batch.isEmpty()) {
            run(onSettled);
        }
        return batch.size();
    }
}
