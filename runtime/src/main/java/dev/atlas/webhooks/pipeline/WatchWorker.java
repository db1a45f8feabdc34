package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.JdbcDigests;
import dev.atlas.webhooks.alert.JdbcDigests.Digest;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcBacklog;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Notices what no settlement can (that an endpoint has failed for an hour, works again, is late, or that a secret ends)
 * and turns what there is to tell into mails and operational events. Every node may run it: the rows are locked.
 */
final class WatchWorker implements Worker {
    static final Duration FAILING_FOR = Duration.ofHours(1);
    static final Duration SECRET_ENDS_IN = Duration.ofHours(4);
    static final Duration OVERDUE_BY = Duration.ofMinutes(15);

    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final int BATCH = 100;

    /** So many of the oldest overdue rows are looked at; their endpoints are those to tell about. */
    private static final int OVERDUE_ROWS = 1_000;

    private final Database database;
    private final Alerting alerting;
    private final InstantSource clock;
    private final Wait untilLook;

    WatchWorker(Database database, Alerting alerting, InstantSource clock) {
        this.database = database;
        this.alerting = alerting;
        this.clock = clock;
        this.untilLook = new Wait(clock);
    }

    @Override
    public Pauses pauses() {
        return Pauses.always(LOOK);
    }

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.DIGEST;
    }

    @Override
    public int runOnce() {
        Instant now = clock.instant();
        if (untilLook.isOver()) {
            database.inTransaction(tx -> notice(tx, now));
            untilLook.begin(LOOK);
        }
        return database.inTransaction(tx -> {
            List<Digest> due = JdbcDigests.take(tx, now, BATCH);
            due.forEach(digest -> alerting.tell(tx, digest.endpoint(), digest.notice()));
            return due.size();
        });
    }

    private int notice(Handle tx, Instant now) {
        List<EndpointId> failing = JdbcHealth.lockFailing(tx, now.minus(FAILING_FOR), BATCH);
        failing.forEach(endpoint -> alerting.failing(tx, endpoint));
        List<EndpointId> recovered = JdbcHealth.takeRecovered(tx, BATCH);
        recovered.forEach(endpoint -> alerting.recovered(tx, endpoint));
        List<JdbcSecrets.Ending> ending = JdbcSecrets.takeEnding(tx, now, now.plus(SECRET_ENDS_IN), BATCH);
        ending.forEach(secret -> alerting.secretEnds(tx, secret.endpoint(), secret.expiresAt()));
        Map<EndpointId, Instant> late = JdbcBacklog.overdue(tx, now.minus(OVERDUE_BY), OVERDUE_ROWS);
        late.forEach((endpoint, since) -> alerting.late(tx, endpoint, since));
        return failing.size() + recovered.size() + ending.size() + late.size();
    }
}
