package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.retention.Retention;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Sees to the partitions every hour, on one node. */
final class RetentionWorker implements Worker {
    private static final String TASK = "partitions";
    private static final Duration PERIOD = Duration.ofHours(1);

    /** When a table was in use. */
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
            if (!retention.run(now).complete()) {
                database.inTransaction(tx -> JdbcTasks.put(tx, TASK, now.plus(SOON)));
            }
        }
        return 0;
    }
}
