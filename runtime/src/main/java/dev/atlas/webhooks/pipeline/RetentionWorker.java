package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.retention.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;

/** Sees to the partitions every hour, on one node; sooner after a turn that found a table in use. */
final class RetentionWorker implements Worker {
    /** Its position is the time of the first turn in a row that was put off; 0 when none was. */
    static final String TASK = "partitions";

    private static final Duration PERIOD = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofMinutes(2);

    private final Database database;
    private final Retention retention;
    private final InstantSource clock;

    RetentionWorker(Database database, Retention retention, InstantSource clock) {
        this.database = database;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        if (database.inTransaction(tx -> JdbcTasks.take(tx, TASK, now, PERIOD))) {
            boolean complete = retention.run(now);
            database.inTransaction(tx -> complete ? done(tx) : putOff(tx, now));
        }
        return 0;
    }

    private static boolean done(Handle tx) {
        JdbcTasks.setPosition(tx, TASK, 0);
        return true;
    }

    /** Waits as long again as it has been waiting, between two minutes and an hour. */
    private static boolean putOff(Handle tx, Instant now) {
        long before = JdbcTasks.position(tx, TASK);
        Instant since = before == 0 ? now : Instant.ofEpochMilli(before);
        Duration waited = Duration.between(since, now);
        Duration pause = waited.compareTo(SOON) < 0 ? SOON : waited.compareTo(PERIOD) > 0 ? PERIOD : waited;
        JdbcTasks.setPosition(tx, TASK, since.toEpochMilli());
        JdbcTasks.put(tx, TASK, now.plus(pause));
        return false;
    }

    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofMinutes(1));
    }
}
