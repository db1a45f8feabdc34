package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.attempt.AttemptRequest;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Sender;
import dev.atlas.webhooks.attempt.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Answers 200 at once; never for URLs that end in {@code /hangs}. */
final class InstantSender implements Sender {
    static final String HANGS = "/hangs";

    private static final Duration MILLI = Duration.ofMillis(1);

    private final InstantSource clock;
    private final AtomicLong answered = new AtomicLong();

    InstantSender(InstantSource clock) {
        this.clock = clock;
    }

    /** How many requests were answered. */
    long answered() {
        return answered.get();
    }

    @Override
    public void send(AttemptRequest request, Consumer<AttemptResult> whenDone) {
        if (request.url().getPath().endsWith(HANGS)) {
            return;
        }
        answered.incrementAndGet();
        whenDone.accept(new AttemptResult.Responded(
                new Trace(clock.instant(), new PhaseTimings(null, null, null, MILLI, MILLI), "127.0.0.1"),
                200,
                List.of(new Header("Content-Type", "text/plain"), new Header("Content-Length", "2")),
                "ok".getBytes(StandardCharsets.UTF_8),
                false));
    }

    @Override
    public void close() {
        // There is nothing to end.
    }
}
