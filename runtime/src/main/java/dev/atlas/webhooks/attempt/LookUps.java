package dev.atlas.webhooks.attempt;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Whose look-up may run. As with attempts there are two rooms: a look-up that has run for a second moves to the slow one,
 * and a host whose last look-up was so slow begins there. So a name server that hangs takes the places of other slow ones
 * only. Thread-safe.
 */
final class LookUps {
    private static final int QUICK = 64;
    private static final int SLOW = 256;
    private static final long SLOW_NANOS = 1_000_000_000L;
    private static final int MOST_REMEMBERED = 10_000;

    private final LongSupplier nanoTime;
    private final Consumer<LookUp> start;
    private final LinkedHashMap<LookUp, Long> quick = new LinkedHashMap<>();
    private final Map<LookUp, Long> slow = new HashMap<>();
    private final Deque<LookUp> waitingQuick = new ArrayDeque<>();
    private final Deque<LookUp> waitingSlow = new ArrayDeque<>();
    private final Set<String> slowHosts = new HashSet<>();

    /**
     * Without any look-up.
     *
     * @param start runs a look-up whose turn it is; ends with {@link #done}
     */
    LookUps(LongSupplier nanoTime, Consumer<LookUp> start) {
        this.nanoTime = nanoTime;
        this.start = start;
    }

    void add(LookUp lookUp) {
        synchronized (this) {
            (slowHosts.contains(lookUp.host()) ? waitingSlow : waitingQuick).add(lookUp);
        }
        startNext();
    }

    /** It has ended. */
    void done(LookUp lookUp) {
        synchronized (this) {
            Long since = quick.remove(lookUp);
            if (since == null) {
                since = slow.remove(lookUp);
            }
            if (since != null) {
                remember(lookUp.host(), nanoTime.getAsLong() - since >= SLOW_NANOS);
            }
        }
        startNext();
    }

    /** Lets go of what nobody waits for any more. */
    void tidy() {
        List<LookUp> unwanted = new ArrayList<>();
        synchronized (this) {
            for (Deque<LookUp> waiting : List.of(waitingQuick, waitingSlow)) {
                waiting.stream().filter(LookUp::dropUnlessWanted).forEach(unwanted::add);
                waiting.removeAll(new HashSet<>(unwanted));
            }
            unwanted.forEach(lookUp -> remember(lookUp.host(), true));
        }
        unwanted.forEach(lookUp -> lookUp.answer().completeExceptionally(new CancellationException()));
        startNext();
    }

    private void remember(String host, boolean isSlow) {
        if (!isSlow) {
            slowHosts.remove(host);
        } else {
            if (slowHosts.size() >= MOST_REMEMBERED) {
                slowHosts.clear();
            }
            slowHosts.add(host);
        }
    }

    private void startNext() {
        List<LookUp> next = new ArrayList<>();
        synchronized (this) {
            long now = nanoTime.getAsLong();
            moveOver(now);
            while (quick.size() < QUICK && !waitingQuick.isEmpty()) {
                LookUp lookUp = waitingQuick.remove();
                quick.put(lookUp, now);
                next.add(lookUp);
            }
            while (slow.size() < SLOW && !waitingSlow.isEmpty()) {
                LookUp lookUp = waitingSlow.remove();
                slow.put(lookUp, now);
                next.add(lookUp);
            }
        }
        next.forEach(start);
    }

    private void moveOver(long now) {
        Iterator<Map.Entry<LookUp, Long>> oldest = quick.entrySet().iterator();
        while (slow.size() < SLOW && oldest.hasNext()) {
            Map.Entry<LookUp, Long> lookUp = oldest.next();
            if (now - lookUp.getValue() < SLOW_NANOS) {
                break;
            }
            slow.put(lookUp.getKey(), lookUp.getValue());
            remember(lookUp.getKey().host(), true);
            oldest.remove();
        }
    }
}
