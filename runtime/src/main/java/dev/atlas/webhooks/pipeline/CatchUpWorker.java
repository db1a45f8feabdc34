package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.replay.JdbcMissed;
import dev.atlas.webhooks.replay.JdbcMissed.Missed;
import dev.atlas.webhooks.replay.JdbcPast;
import dev.atlas.webhooks.replay.JdbcReplays;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.Selection;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads again what could not be read, so that nobody is told of it for longer than it lasts. And makes up for what endpoints
 * may have missed while they could not be read: once one can be, a replay begins of the events routed meanwhile that it asks
 * for.
 */
final class CatchUpWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUpWorker.class);

    /** At a time. */
    private static final int MOST = 1_000;

    private static final String BY = "atlas (the endpoint could not be read)";

    private final Database database;
    private final RoutesCache routes;
    private final Faults faults;
    private final IdSource ids;
    private final InstantSource clock;

    /** How far this round has come; null when it begins anew. */
    private @Nullable EndpointId reached;

    CatchUpWorker(Database database, RoutesCache routes, Faults faults, IdSource ids, InstantSource clock) {
        this.database = database;
        this.routes = routes;
        this.faults = faults;
        this.ids = ids;
        this.clock = clock;
    }

    /** As often as damaged rows are read again. */
    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofSeconds(10));
    }

    @Override
    public int runOnce() {
        for (WorkspaceId workspace : routes.workspacesToReadAgain()) {
            faults.isolate("reading workspace " + workspace + " again", () -> {
                database.read(tx -> routes.current(tx, workspace));
                return 0;
            });
        }
        int begun = 0;
        for (EndpointId id : nextOnes()) {
            begun += faults.isolate(
                    "making up for what endpoint " + id + " has missed",
                    () -> database.inTransaction(tx -> begin(tx, id)));
        }
        return begun;
    }

    private List<EndpointId> nextOnes() {
        List<EndpointId> next = database.read(tx -> JdbcMissed.endpoints(tx, reached, MOST));
        reached = next.size() < MOST ? null : next.get(next.size() - 1);
        return next;
    }

    private int begin(Handle tx, EndpointId id) {
        Optional<WorkspaceRoutes> present = routes.current(tx, id.workspace());
        if (present.isPresent() && present.get().damaged().contains(id)) {
            return 0;
        }
        Optional<Missed> missed = JdbcMissed.take(tx, id);
        if (missed.isEmpty() || present.flatMap(all -> all.to(id)).isEmpty()) {
            return 0; // another node has begun, or the endpoint was deleted
        }
        Selection selection = new Selection(
                id.value(),
                IdSource.timeOf(missed.get().first()),
                IdSource.timeOf(missed.get().last()).plusMillis(1),
                List.of(),
                null,
                null,
                List.of(),
                "",
                true);
        ReplayId replay = new ReplayId(id.workspace(), ids.next());
        JdbcReplays.insert(
                tx, Replay.begin(replay, selection, null, JdbcPast.start(selection), null, BY, clock.instant()));
        LOG.info("Replay {} makes up for what endpoint {} has missed while it could not be read", replay, id);
        return 1;
    }
}
