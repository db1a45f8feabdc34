package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.embedded.ForkedProcess;
import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * How fast a server works off what waits: it is frozen while the outbox is filled, so publishing costs nothing of what is
 * measured.
 *
 * @param fanOut how many deliveries each event makes
 */
record Drain(ForkedProcess server, Receivers receivers, JdbcLoad load, int fanOut, IntUnaryOperator lane) {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int REFILL = 2_000;

    /** Fills the outbox, lets the server start, and measures the middle half. */
    Meter.Cost measure(int events) throws Exception {
        long before = receivers.report().count();
        long all = (long) events * fanOut;
        fill(events);
        awaitCount(before + all / 4);
        Meter meter = Meter.start(server, receivers, load);
        awaitCount(before + all * 3 / 4);
        Meter.Cost cost = meter.stop();
        awaitCount(before + all);
        return cost;
    }

    /** Likewise, and measures all of it, from the server's start until everything has come. */
    Meter.Cost measureAll(int events) throws Exception {
        long all = receivers.report().count() + (long) events * fanOut;
        fill(events);
        Meter meter = Meter.start(server, receivers, load);
        awaitCount(all);
        return meter.stop();
    }

    /** Works off so many events, to warm up. */
    void warmUp(int events) throws Exception {
        long before = receivers.report().count();
        fill(events);
        awaitCount(before + (long) events * fanOut);
    }

    /** Fills the outbox, and adds what is delivered, so that always about so much waits while it is measured. */
    Meter.Cost standing(int backlog, Duration length) throws Exception {
        fill(backlog);
        long start = receivers.report().count();
        awaitCount(start + Math.min(backlog, 10_000) / 2);
        Meter meter = Meter.start(server, receivers, load);
        long end = System.nanoTime() + length.toNanos();
        long added = receivers.report().count();
        while (System.nanoTime() < end) {
            if (receivers.report().count() - added >= REFILL) {
                load.fill(REFILL, lane);
                added += REFILL;
            }
            Pauses.of(Pauses.LOOK);
        }
        return meter.stop();
    }

    private void fill(int events) throws Exception {
        server.freeze();
        try {
            load.fill(events, lane);
        } finally {
            server.thaw();
        }
    }

    private void awaitCount(long count) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (receivers.report().count() < count) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("%d of %d deliveries came in %s"
                        .formatted(receivers.report().count(), count, LIMIT));
            }
            Pauses.of(Pauses.LOOK);
        }
    }
}
