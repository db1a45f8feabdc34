package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.metrics.BestEffort;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt under way. It gathers the facts and ends exactly once, whoever comes first: the response, a failure, the
 * deadline or the closing of the sender. Thread-safe.
 */
final class Attempt {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    private final AttemptRequest request;
    private final Instant startedAt;
    private final Consumer<AttemptResult> whenDone;
    private final PhaseClock phases = new PhaseClock();

    private final List<Runnable> onEnd = new ArrayList<>();
    private boolean ended;
    private volatile @Nullable String remoteAddress;
    private volatile boolean newConnectionOnly;

    Attempt(AttemptRequest request, Instant startedAt, Consumer<AttemptResult> whenDone) {
        this.request = request;
        this.startedAt = startedAt;
        this.whenDone = whenDone;
    }

    AttemptRequest request() {
        return request;
    }

    Duration remaining() {
        return request.timeout().minus(phases.elapsed());
    }

    /** From now on a kept connection will not do. */
    void insistOnNewConnection() {
        newConnectionOnly = true;
    }

    boolean newConnectionOnly() {
        return newConnectionOnly;
    }

    void enter(PhaseClock.Phase phase) {
        phases.enter(phase);
    }

    void connectedTo(@Nullable String address) {
        remoteAddress = address;
    }

    /** Has this run when the attempt ends, or at once when it has ended; it must be harmless when there is no need. */
    void onEnd(Runnable release) {
        synchronized (this) {
            if (!ended) {
                onEnd.add(release);
                return;
            }
        }
        release.run();
    }

    synchronized boolean ended() {
        return ended;
    }

    void respond(Function<Trace, AttemptResult.Responded> response) {
        end(response::apply);
    }

    void fail(FailureKind kind, String message) {
        end(trace -> new AttemptResult.Failed(trace, kind, message));
    }

    void fail(Throwable cause) {
        if (ended()) {
            return;
        }
        Diagnosis diagnosis = Diagnosis.of(cause, phases.current());
        fail(diagnosis.kind(), diagnosis.message());
    }

    void runOutOfTime() {
        fail(
                FailureKind.TIMEOUT,
                "no complete response within %d ms: %s"
                        .formatted(
                                request.timeout().toMillis(), phases.current().stuck()));
    }

    private void end(Function<Trace, AttemptResult> result) {
        Trace trace;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            trace = new Trace(startedAt, phases.timings(), remoteAddress);
        }
        onEnd.forEach(Attempt::run);
        whenDone.accept(result(trace, result));
    }

    /** Nothing may keep the end from being told: the delivery would be under way for ever. */
    private static void run(Runnable release) {
        try {
            release.run();
        } catch (RuntimeException e) {
            BestEffort.tell(() -> LOG.error("What an attempt held was not given back", e));
        }
    }

    private static AttemptResult result(Trace trace, Function<Trace, AttemptResult> result) {
        try {
            return result.apply(trace);
        } catch (RuntimeException e) {
            BestEffort.tell(() -> LOG.error("What came of an attempt cannot be told", e));
            return new AttemptResult.Failed(
                    trace, FailureKind.INTERNAL, "a fault in this server; its log has the details");
        }
    }

    @Override
    public String toString() {
        return request.toString();
    }
}
