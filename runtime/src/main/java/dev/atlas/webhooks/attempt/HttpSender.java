package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.metrics.BestEffort;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends by HTTP: one look at the URL, one deadline, one connection, one exchange. */
final class HttpSender implements Sender {

    private static final Logger LOG = LoggerFactory.getLogger(HttpSender.class);

    private final AddressGuard guard;
    private final Connections connections;
    private final InstantSource clock;
    private final ScheduledThreadPoolExecutor timer;
    private final Future<?> tidying;
    private final Set<Attempt> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    HttpSender(AddressGuard guard, Connections connections, InstantSource clock) {
        this.guard = guard;
        this.connections = connections;
        this.clock = clock;
        timer = new ScheduledThreadPoolExecutor(1, new DaemonThreads("atlas-attempt-timer"));
        // Most deadlines are cancelled long before they are due; they must not pile up until then.
        timer.setRemoveOnCancelPolicy(true);
        tidying = timer.scheduleWithFixedDelay(connections::tidy, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void send(AttemptRequest request, Consumer<AttemptResult> whenDone) {
        Attempt attempt = new Attempt(request, clock.instant(), result -> report(result, whenDone));
        underWay.add(attempt);
        attempt.onEnd(() -> underWay.remove(attempt));
        if (closed) {
            abandon(attempt);
            return;
        }
        Optional<String> problem = guard.checkUrl(request.url());
        if (problem.isPresent()) {
            attempt.fail(FailureKind.BLOCKED_ADDRESS, problem.get());
            return;
        }
        try {
            startDeadline(attempt);
            exchange(attempt);
        } catch (RuntimeException e) {
            // Closing while an attempt starts ends here, and so would a mistake of ours.
            if (closed) {
                abandon(attempt);
            } else {
                attempt.fail(e);
            }
        }
    }

    private void startDeadline(Attempt attempt) {
        Future<?> deadline = timer.schedule(
                attempt::runOutOfTime, attempt.request().timeout().toNanos(), TimeUnit.NANOSECONDS);
        attempt.onEnd(() -> deadline.cancel(false));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // its last step handles every failure
    private void exchange(Attempt attempt) {
        connections
                .acquire(Destination.of(attempt.request()), attempt)
                .thenAccept(connection -> {
                    attempt.enter(PhaseClock.Phase.FIRST_BYTE);
                    connection.execute(new Exchange(attempt, connection, () -> exchange(attempt)));
                })
                .exceptionally(failure -> {
                    attempt.fail(failure);
                    return null;
                });
    }

    private void report(AttemptResult result, Consumer<AttemptResult> whenDone) {
        try {
            whenDone.accept(result);
        } catch (OutOfMemoryError e) {
            reportLater(result, whenDone);
        } catch (RuntimeException e) {
            // On an I/O thread: thrown on, it would break off unrelated attempts.
            BestEffort.tell(() -> LOG.error("The receiver of an attempt's result failed", e));
        }
    }

    /** The attempt would be under way for ever. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void reportLater(AttemptResult result, Consumer<AttemptResult> whenDone) {
        if (!closed) {
            timer.schedule(() -> report(result, whenDone), 1, TimeUnit.SECONDS);
        }
    }

    private static void abandon(Attempt attempt) {
        attempt.fail(FailureKind.ABANDONED, "this server stopped delivering before the endpoint answered");
    }

    @Override
    public void close() {
        closed = true;
        underWay.forEach(HttpSender::abandon);
        tidying.cancel(false);
        timer.shutdownNow();
        connections.close();
    }
}
