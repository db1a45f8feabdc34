package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.DeliveryId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Attempts that have ended and are not settled yet. Thread-safe. */
final class FinishedAttempts {
    private final ConcurrentLinkedQueue<FinishedAttempt> waiting = new ConcurrentLinkedQueue<>();
    private final Set<DeliveryId> unsettled = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Runnable onAdded;

    /** Who is woken when an attempt has ended. */
    void wakes(Runnable whenAdded) {
        onAdded = whenAdded;
    }

    /** Takes over an attempt that has ended; does not block. */
    void add(FinishedAttempt attempt) {
        unsettled.add(attempt.leased().delivery().id());
        waiting.add(attempt);
        Runnable wake = onAdded;
        if (wake != null) {
            wake.run();
        }
    }

    /** Whether an attempt of this delivery has ended here and is not settled, so that it must not be made again. */
    boolean has(DeliveryId delivery) {
        return unsettled.contains(delivery);
    }

    /** Attempts that were taken are settled. */
    void settled(Collection<FinishedAttempt> attempts) {
        attempts.forEach(attempt -> unsettled.remove(attempt.leased().delivery().id()));
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
