package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.JdbcIdempotency;
import java.time.Duration;
import java.time.InstantSource;

/** Forgets what is only remembered for a time. */
final class CleanUpWorker implements Worker {
    private static final Duration IDEMPOTENCY = Duration.ofHours(24);

    private final Database database;
    private final InstantSource clock;

    CleanUpWorker(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        return database.inTransaction(
                tx -> JdbcIdempotency.forgetRequests(tx, clock.instant().minus(IDEMPOTENCY)));
    }
}
