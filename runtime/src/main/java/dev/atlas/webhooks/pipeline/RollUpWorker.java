package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.stats.JdbcStats;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Sums up the counters of each hour that has ended. Hours that were missed while no node ran are made up for. */
final class RollUpWorker implements Worker {
    private static final String TASK = "stats-hours";
    private static final Duration PERIOD = Duration.ofMinutes(10);

    /** The minutes are kept for two days. */
    private static final Duration MINUTES_KEPT = Duration.ofHours(47);

    private final Database database;
    private final InstantSource clock;

    RollUpWorker(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        if (!database.inTransaction(tx -> JdbcTasks.take(tx, TASK, now, PERIOD))) {
            return 0;
        }
        Instant done = Instant.ofEpochMilli(database.read(tx -> JdbcTasks.position(tx, TASK)));
        Instant oldest = now.minus(MINUTES_KEPT);
        Instant end = now.truncatedTo(ChronoUnit.HOURS);
        // One hour more than is missing: a settlement that began in it may have ended a little later.
        Instant from = done.isBefore(oldest) ? oldest : done.minus(1, ChronoUnit.HOURS);
        for (Instant hour = from.truncatedTo(ChronoUnit.HOURS);
                hour.isBefore(end);
                hour = hour.plus(1, ChronoUnit.HOURS)) {
            Instant one = hour;
            database.inTransaction(tx -> {
                JdbcStats.rollUp(tx, one);
                return one;
            });
        }
        database.inTransaction(tx -> {
            JdbcTasks.setPosition(tx, TASK, end.toEpochMilli());
            return end;
        });
        return 0;
    }
}
