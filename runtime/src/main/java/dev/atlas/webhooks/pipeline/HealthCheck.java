package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the database, the workers and what is watched, and says it in words for the person who runs the node; within a few
 * seconds, also when the database keeps silent. Thread-safe.
 */
final class HealthCheck implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Database database;
    private final RoutesCache routes;
    private final Faults faults;
    private final ClockWatch clockWatch;
    private final CheckWorker check;
    private final InstantSource clock;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(HealthCheck::daemon);
    private @Nullable CompletableFuture<Optional<Long>> asked;

    HealthCheck(
            Database database,
            RoutesCache routes,
            Faults faults,
            ClockWatch clockWatch,
            CheckWorker check,
            InstantSource clock) {
        this.database = database;
        this.routes = routes;
        this.faults = faults;
        this.clockWatch = clockWatch;
        this.check = check;
        this.clock = clock;
    }

    /** How things stand, with what is wrong with the workers. */
    Health now(List<String> workers) {
        List<String> problems = new ArrayList<>(workers);
        List<String> notices = new ArrayList<>(faults.words());
        clockWatch.warning().ifPresent(notices::add);
        notices.addAll(check.findings());
        notices.addAll(routes.unreadable());
        try {
            long now = clock.millis();
            long oldest = firstDue().orElse(now);
            return new Health(problems, notices, Duration.ofMillis(Math.max(0, now - oldest)));
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            problems.add(Database.advice(cause).orElse("the database refuses") + ": " + cause.getMessage());
        } catch (TimeoutException e) {
            problems.add(
                    "the database has not answered for %d s; see that it runs and can be reached, and what it is busy with"
                            .formatted(PATIENCE.toSeconds()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problems.add("the question was broken off");
        }
        return new Health(problems, notices, Duration.ZERO);
    }

    /** One question at a time: who asks while it has no answer yet waits for the same. */
    private Optional<Long> firstDue() throws ExecutionException, TimeoutException, InterruptedException {
        CompletableFuture<Optional<Long>> answer;
        synchronized (this) {
            answer = asked == null || asked.isDone()
                    ? CompletableFuture.supplyAsync(() -> database.read(JdbcQueue::firstDue), thread)
                    : asked;
            asked = answer;
        }
        return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "atlas-health");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
