package dev.atlas.webhooks.pipeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Attempts that have ended and are not settled yet. Thread-safe. */
final class FinishedAttempts {
    private final ConcurrentLinkedQueue<FinishedAttempt> waiting = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Runnable onAdded;

    /** Who is woken when an attempt has ended. */
    void wakes(Runnable whenAdded) {
        onAdded = whenAdded;
    }

    /** Takes over an attempt that has ended; does not block. */
    void add(FinishedAttempt attempt) {
        waiting.add(attempt);
        Runnable wake = onAdded;
        if (wake != null) {
            wake.run();
        }
    }

    /** Takes attempts back whose settlement failed. */
    void putBack(Collection<FinishedAttempt> attempts) {
        waiting.addAll(attempts);
    }

    /** The next ones, up to a limit. */
    List<FinishedAttempt> take(int limit) {
        List<FinishedAttempt> taken = new ArrayList<>();
        while (taken.size() < limit) {
            FinishedAttempt next = waiting.poll();
            if (next == null) {
                break;
            }
            taken.add(next);
        }
        return taken;
    }
}
