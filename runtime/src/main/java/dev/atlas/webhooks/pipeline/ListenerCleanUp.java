package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcListeners;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pause.Pausing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** Ends listeners' sessions that nobody has used for a day: the endpoint goes, its log stays. */
final class ListenerCleanUp implements Worker {
    private static final Duration IDLE = Duration.ofHours(24);
    private static final int BATCH = 100;

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final Pausing pausing;
    private final InstantSource clock;

    ListenerCleanUp(Database database, JdbcEndpoints endpoints, Pausing pausing, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.pausing = pausing;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        List<EndpointId> idle = database.read(
                tx -> JdbcListeners.notSeenSince(tx, clock.instant().minus(IDLE), BATCH));
        for (EndpointId id : idle) {
            database.inTransaction(tx -> {
                if (endpoints.lockPresent(tx, id)) {
                    pausing.delete(tx, id);
                }
                JdbcListeners.delete(tx, id);
                return id;
            });
        }
        return idle.size();
    }
}
