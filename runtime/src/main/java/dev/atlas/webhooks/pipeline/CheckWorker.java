package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.metrics.EngineMetrics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every half minute at what there is to do, for the meters, and for what must not be: work that nobody does, rows
 * that belong to nothing. Reports in the log and in the readiness answer; repairs nothing.
 */
final class CheckWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(CheckWorker.class);
    private static final Duration BOUND = Duration.ofMinutes(5);

    private final Database database;
    private final InstantSource clock;
    private final JdbcOrphans orphans = new JdbcOrphans();
    private volatile Pending pending = Pending.NONE;
    private volatile List<String> findings = List.of();

    CheckWorker(Database database, InstantSource clock, EngineMetrics metrics) {
        this.database = database;
        this.clock = clock;
        metrics.gauge("atlas.queue.pending", "Deliveries that are to be attempted", () -> pending.pending());
        metrics.gauge("atlas.queue.held", "Deliveries whose endpoint is out of service", () -> pending.held());
        metrics.gauge(
                "atlas.queue.due.seconds", "How long the longest overdue delivery has been due", () -> pending.dueFor()
                        .toSeconds());
        metrics.gauge("atlas.outbox.waiting", "Events that are not routed yet", () -> pending.outbox());
        metrics.gauge(
                "atlas.outbox.age.seconds",
                "How long ago the oldest of them was published",
                () -> pending.publishedFor().toSeconds());
        metrics.gauge("atlas.mails.waiting", "Alert mails that are not sent yet", () -> pending.mails());
        metrics.gauge(
                "atlas.invariants.broken", "Kinds of what must not be; the log says which", () -> findings.size());
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        Pending present = database.read(tx -> JdbcCheck.pending(tx, now));
        pending = present;
        List<String> found = database.read(tx -> {
            List<String> all = new ArrayList<>(JdbcCheck.findings(tx, now, BOUND, present));
            all.addAll(orphans.findings(tx, now.minus(BOUND)));
            return all;
        });
        if (!found.equals(findings)) {
            found.forEach(finding -> LOG.error("What must not be: {}", finding));
            if (found.isEmpty()) {
                LOG.info("All is as it must be again");
            }
        }
        findings = List.copyOf(found);
        return 0;
    }

    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofSeconds(30));
    }

    /** What was found at the last look. */
    List<String> findings() {
        return findings;
    }
}
