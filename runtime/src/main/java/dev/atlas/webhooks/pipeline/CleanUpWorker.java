package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.JdbcIdempotency;
import dev.atlas.webhooks.outbox.JdbcIdempotency.Scope;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Forgets what is only remembered for a time: keys of requests for a day, events' own ids and outbox rows that were no events as long
 * as events are kept.
 */
final class CleanUpWorker implements Worker {
    private static final Duration REQUESTS = Duration.ofHours(24);
    private static final int PIECE = 1000;

    private final Database database;
    private final Duration events;
    private final InstantSource clock;

    /** @param retention how long events are kept */
    CleanUpWorker(Database database, Duration retention, InstantSource clock) {
        this.database = database;
        this.events = retention.compareTo(REQUESTS) > 0 ? retention : REQUESTS;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        int rejected = database.inTransaction(
                tx -> JdbcOutbox.forgetRejected(tx, clock.instant().minus(events), PIECE));
        return rejected
                + forget(Scope.REQUEST, REQUESTS)
                + forget(Scope.ENDPOINT, REQUESTS)
                + forget(Scope.EVENT, events);
    }

    private int forget(Scope scope, Duration after) {
        return database.inTransaction(
                tx -> JdbcIdempotency.forget(tx, scope, clock.instant().minus(after), PIECE));
    }
}
