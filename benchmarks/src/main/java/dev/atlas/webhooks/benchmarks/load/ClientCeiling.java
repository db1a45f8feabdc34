package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.attempt.AddressGuard;
import dev.atlas.webhooks.attempt.AttemptRequest;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.attempt.SenderLimits;
import dev.atlas.webhooks.attempt.Senders;
import dev.atlas.webhooks.config.Cidr;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One of the two ceilings: the product's own HTTP client alone, against the sink, with as many requests under way. */
final class ClientCeiling {
    private static final int IN_FLIGHT = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Sender sender = Senders.overHttp(
            new AddressGuard(List.of(Cidr.parse("127.0.0.0/8"))),
            SenderLimits.forInFlight(IN_FLIGHT),
            InstantSource.system());
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final URI sink;
    private final int lanes;
    private volatile boolean stopping;

    private ClientCeiling(URI sink, int lanes) {
        this.sink = sink;
        this.lanes = lanes;
    }

    /** Requests a second, after as long a warm-up. */
    static double measure(URI sink, int lanes, Duration length) throws InterruptedException {
        ClientCeiling ceiling = new ClientCeiling(sink, lanes);
        try {
            for (int i = 0; i < IN_FLIGHT; i++) {
                ceiling.next();
            }
            await(length);
            long before = ceiling.done.get();
            long start = System.nanoTime();
            await(length);
            return (ceiling.done.get() - before) * 1e9 / (System.nanoTime() - start);
        } finally {
            ceiling.stopping = true;
            ceiling.sender.close();
        }
    }

    static void await(Duration length) throws InterruptedException {
        if (new CountDownLatch(1).await(length.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Nobody counts down");
        }
    }

    private void next() {
        int lane = (int) (started.getAndIncrement() % lanes);
        sender.send(
                new AttemptRequest(
                        sink.resolve("/e/" + lane),
                        JdbcLoad.event(lane).getBytes(StandardCharsets.UTF_8),
                        List.of(new Header("Content-Type", "application/json; charset=utf-8")),
                        TIMEOUT),
                this::finished);
    }

    private void finished(AttemptResult result) {
        if (!stopping) {
            done.incrementAndGet();
            next();
        }
    }
}
