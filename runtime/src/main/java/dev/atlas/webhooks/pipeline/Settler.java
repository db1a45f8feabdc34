package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
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
                settle(group.getKey(), group.getValue());
            } catch (ConnectionException e) {
                finished.addAll(group.getValue());
                failure = e;
            } catch (RuntimeException e) {
                RuntimeException alone = oneByOne(group.getKey(), group.getValue());
                failure = alone == null ? failure : alone;
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

    private void settle(long workspace, List<FinishedAttempt> attempts) {
        settlement.settle(new WorkspaceId(workspace), attempts);
        attempts.forEach(attempt -> inFlight.release(attempt.leased().delivery().endpoint()));
    }

    /** An attempt that cannot be settled must not keep back those that came with it. */
    private @Nullable RuntimeException oneByOne(long workspace, List<FinishedAttempt> attempts) {
        RuntimeException failure = null;
        for (FinishedAttempt attempt : attempts) {
            if (failure instanceof ConnectionException) {
                finished.add(attempt); // the database is away, which is nobody's fault here
                continue;
            }
            try {
                settle(workspace, List.of(attempt));
            } catch (RuntimeException e) {
                finished.add(attempt);
                failure = e;
            }
        }
        return failure;
    }
}
