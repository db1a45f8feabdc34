package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;

/** Events that are published at a steady rate by SQL and delivered to a sink while something else goes on. */
public final class LiveTraffic implements AutoCloseable {
    private static final int LANES = 20;
    private static final Duration TICK = Duration.ofMillis(2);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration LAST = Duration.ofMillis(500);

    /** So that the endpoints of an earlier run get nothing of this one's. */
    private final int firstLane = Math.floorMod(Instant.now().getEpochSecond() * LANES, 1_000_000_000);

    private final ReceiverProcess sink;
    private final JdbcLoad load;
    private final int rate;
    private volatile boolean over;

    private LiveTraffic(ReceiverProcess sink, JdbcLoad load, int rate) {
        this.sink = sink;
        this.load = load;
        this.rate = rate;
    }

    /**
     * What came meanwhile.
     *
     * @param latency milliseconds from commit to receipt: median, 99th percentile and largest
     * @param gap the longest time without any receipt, in milliseconds
     */
    public record Stretch<T>(T result, int published, int received, String latency, double gap) {}

    /** Makes endpoints and warms the server up. */
    public static LiveTraffic start(Site site, StandaloneWar node, int rate) throws Exception {
        ReceiverProcess sink = ReceiverProcess.sink(site.folder());
        LiveTraffic traffic = new LiveTraffic(sink, new JdbcLoad(site.database(), new Events()), rate);
        LoadRun run = new LoadRun(traffic.load, sink, node, new Api(), LANES, WARM_UP);
        run.createEndpoints("e", traffic.firstLane, LANES, Map.of());
        traffic.during(() -> {
            Pauses.of(WARM_UP);
            return 0;
        });
        return traffic;
    }

    /** Publishes while the work is done. */
    public <T> Stretch<T> during(Callable<T> work) throws Exception {
        sink.receipts();
        over = false;
        int[] published = new int[1];
        Thread publisher = new Thread(() -> published[0] = publish(), "live-traffic");
        publisher.start();
        T result;
        try {
            result = work.call();
        } finally {
            over = true;
            publisher.join();
        }
        Pauses.of(LAST);
        long[] receipts = sink.receipts();
        double gap = longestGap(receipts);
        Events.Latency latency = load.events().latency(receipts);
        return new Stretch<>(
                result,
                published[0],
                latency.count(),
                "%.0f / %.0f / %.0f".formatted(latency.p50(), latency.p99(), latency.most()),
                gap);
    }

    private int publish() {
        long start = System.nanoTime();
        int published = 0;
        try (Connection connection = load.database().connect()) {
            connection.setAutoCommit(false);
            while (!over) {
                int due = (int) ((System.nanoTime() - start) * rate / 1_000_000_000L) - published;
                if (due > 0) {
                    load.publish(connection, published, due, i -> firstLane + i % LANES)
                            .forEach(load.events()::committed);
                    published += due;
                }
                Pauses.of(TICK);
            }
        } catch (Exception e) {
            throw new IllegalStateException("publishing failed after " + published + " events", e);
        }
        return published;
    }

    private static double longestGap(long[] receipts) {
        long[] times = new long[receipts.length / 2];
        for (int i = 0; i < times.length; i++) {
            times[i] = receipts[2 * i + 1];
        }
        Arrays.sort(times);
        long longest = 0;
        for (int i = 1; i < times.length; i++) {
            longest = Math.max(longest, times[i] - times[i - 1]);
        }
        return longest / 1_000.0;
    }

    @Override
    public void close() {
        sink.close();
    }
}
