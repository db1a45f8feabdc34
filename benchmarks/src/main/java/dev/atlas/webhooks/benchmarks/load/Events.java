package dev.atlas.webhooks.benchmarks.load;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes events of about 1 KB as they are delivered. Each is told from all others by the microsecond in which it was made; so
 * what a receiver saw is joined with what its publisher knows. Thread-safe.
 */
final class Events {
    private static final String FILLER = "x".repeat(700);

    private final AtomicLong last = new AtomicLong();
    private final Map<Long, Long> committed = new ConcurrentHashMap<>();

    /** Now, in microseconds. */
    static long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    /** The moment of one more event. */
    long next() {
        return last.updateAndGet(before -> Math.max(before + 1, now()));
    }

    /** The event, which only the endpoint of this lane wants. */
    static String text(int lane, long made) {
        return "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"lane\":%d,\"sent\":%d,\"note\":\"%s\"}}}"
                .formatted(lane, made, FILLER);
    }

    /** The publisher knows by now that the event is durable. */
    void committed(long made) {
        committed.put(made, now());
    }

    /** Milliseconds from the commit, as the publisher saw it, to the receipt. */
    record Latency(int count, double p50, double p99, double p999, double most) {
        @Override
        public String toString() {
            return count == 0 ? "-" : "%.1f / %.1f / %.1f".formatted(p50, p99, p999);
        }
    }

    /** Joins receipts, two numbers each (made, received), with what was committed; forgets what was. */
    Latency latency(long[] receipts) {
        long[] micros = new long[receipts.length / 2];
        int count = 0;
        for (int i = 0; i < receipts.length; i += 2) {
            Long at = committed.get(receipts[i]);
            if (at != null) {
                micros[count++] = Math.max(0, receipts[i + 1] - at);
            }
        }
        committed.clear();
        long[] sorted = Arrays.copyOf(micros, count);
        Arrays.sort(sorted);
        return new Latency(
                count,
                percentile(sorted, 50),
                percentile(sorted, 99),
                percentile(sorted, 99.9),
                percentile(sorted, 100));
    }

    private static double percentile(long[] sorted, double percent) {
        int index = (int) Math.ceil(sorted.length * percent / 100) - 1;
        return sorted.length == 0 ? 0 : sorted[Math.max(0, index)] / 1_000.0;
    }
}
