package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.outcome.OutcomePolicy;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Attempts that have ended and are not settled yet. Thread-safe; {@link #take} and {@link #setAside} are for one thread.
 *
 * <p>While many succeed, failures gather for a moment: each settlement with one among its attempts takes half as many
 * statements again, which those pay whose attempts succeeded.
 */
final class FinishedAttempts {
    /** So many at once mean that the node is busy. */
    private static final int MANY = 50;

    private static final int GATHERED = 250;
    private static final Duration LONGEST_GATHERING = Duration.ofMillis(200);

    /** When those that were set aside are tried again: in vain, that takes seconds. */
    private static final Duration LATER = Duration.ofSeconds(20);

    private final ConcurrentLinkedQueue<FinishedAttempt> succeeded = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<FinishedAttempt> others = new ConcurrentLinkedQueue<>();
    private final AtomicInteger othersCount = new AtomicInteger();
    private final Wait gathering;

    /** By endpoint, who is next first. */
    private final Map<EndpointId, List<FinishedAttempt>> aside = new LinkedHashMap<>();

    private final Wait untilAside;
    private volatile boolean ending;
    private final Set<DeliveryId> unsettled = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Runnable onAdded;

    FinishedAttempts(InstantSource clock) {
        this.gathering = new Wait(clock);
        this.untilAside = new Wait(clock);
    }

    /** Who is woken when an attempt has ended. */
    void wakes(Runnable whenAdded) {
        onAdded = whenAdded;
    }

    /** Takes over an attempt that has ended; does not block. */
    void add(FinishedAttempt attempt) {
        unsettled.add(attempt.leased().delivery().id());
        enqueue(attempt);
        Runnable wake = onAdded;
        if (wake != null) {
            wake.run();
        }
    }

    private void enqueue(FinishedAttempt attempt) {
        if (OutcomePolicy.isSuccess(attempt.result())) {
            succeeded.add(attempt);
        } else {
            others.add(attempt);
            othersCount.incrementAndGet();
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
        attempts.forEach(this::enqueue);
    }

    /**
     * Takes attempts of an endpoint back that cannot be settled for now. They are taken again later, apart from all others;
     * with them those of it that end meanwhile.
     */
    void setAside(EndpointId endpoint, Collection<FinishedAttempt> attempts) {
        aside.computeIfAbsent(endpoint, e -> new ArrayList<>()).addAll(attempts);
        untilAside.begin(LATER);
    }

    /** The node stops, so that those which were set aside do not wait any more, but for the others. */
    void end() {
        ending = true;
    }

    /** The next ones, up to a limit. */
    List<FinishedAttempt> take(int limit) {
        if (!aside.isEmpty() && untilAside.isOver()) {
            return takeAside();
        }
        List<FinishedAttempt> taken = new ArrayList<>();
        boolean gathered = othersCount.get() >= GATHERED || gathering.isOver();
        if (gathered) {
            takeOthers(taken, limit / 2);
        }
        poll(succeeded, taken, limit);
        if (gathered || taken.size() < MANY) {
            takeOthers(taken, limit);
        }
        return taken.isEmpty() && ending && !aside.isEmpty() ? takeAside() : taken;
    }

    private List<FinishedAttempt> takeAside() {
        return aside.remove(aside.keySet().iterator().next());
    }

    private void takeOthers(List<FinishedAttempt> taken, int limit) {
        othersCount.addAndGet(-poll(others, taken, limit));
        gathering.begin(LONGEST_GATHERING);
    }

    private int poll(Queue<FinishedAttempt> from, List<FinishedAttempt> taken, int limit) {
        int polled = 0;
        while (taken.size() < limit) {
            FinishedAttempt next = from.poll();
            if (next == null) {
                break;
            }
            aside.getOrDefault(next.place().endpoint(), taken).add(next);
            polled++;
        }
        return polled;
    }
}
