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
import java.util.concurrent.atomic.AtomicLong;

/** One of the two ceilings: the product's own HTTP client alone, against the sink. */
final class Client implements AutoCloseable {
    /** As many as the product has under way by default. */
    static final int MANY = 2_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Sender sender = Senders.overHttp(
            new AddressGuard(List.of(Cidr.parse("127.0.0.0/8"))),
            SenderLimits.forInFlight(MANY),
            InstantSource.system());
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong started = new AtomicLong();
    private final URI receivers;
    private final int lanes;
    private volatile boolean stopping;

    private Client(URI receivers, int lanes) {
        this.receivers = receivers;
        this.lanes = lanes;
    }

    /**
     * Requests a second, after as long a warm-up.
     *
     * @param receivers what comes before the number of each, with a slash at its end
     * @param lanes how many there are
     * @param inFlight how many are under way at any time
     */
    static double measure(URI receivers, int lanes, int inFlight, Duration length) throws InterruptedException {
        try (Client client = new Client(receivers, lanes)) {
            for (int i = 0; i < inFlight; i++) {
                client.next();
            }
            Pauses.of(length);
            long before = client.done.get();
            long start = System.nanoTime();
            Pauses.of(length);
            return (client.done.get() - before) * 1e9 / (System.nanoTime() - start);
        }
    }

    private void next() {
        int lane = (int) (started.getAndIncrement() % lanes);
        sender.send(
                new AttemptRequest(
                        receivers.resolve(Integer.toString(lane)),
                        Events.text(lane, 0).getBytes(StandardCharsets.UTF_8),
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

    @Override
    public void close() {
        stopping = true;
        sender.close();
    }
}
