package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.JdbiException;

/** Asks the database, the workers and what is watched, and says it in words for the person who runs the node. */
final class HealthCheck {
    private final Database database;
    private final RoutesCache routes;
    private final Faults faults;
    private final ClockWatch clockWatch;
    private final CheckWorker check;
    private final InstantSource clock;

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
        routes.unreadable().stream()
                .sorted()
                .map(endpoint -> "the secret, the headers or the certificate of endpoint " + endpoint
                        + " cannot be decrypted, so nothing is sent to it (atlas.master-key)")
                .forEach(notices::add);
        try {
            long now = clock.millis();
            long oldest = database.read(JdbcQueue::firstDue).orElse(now);
            return new Health(problems, notices, Duration.ofMillis(Math.max(0, now - oldest)));
        } catch (JdbiException e) {
            problems.add(Database.advice(e).orElse("the database refuses") + ": " + e.getMessage());
            return new Health(problems, notices, Duration.ZERO);
        }
    }
}
