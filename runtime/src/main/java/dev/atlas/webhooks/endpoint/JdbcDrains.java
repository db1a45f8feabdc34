package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How endpoints get on that are coming back, in table {@code atlas_endpoint}. */
public final class JdbcDrains {
    /**
     * Endpoints on their way out of service or back for which there is something to do: not while the probe of one has not
     * ended. No EXISTS, and the indexes forced: see {@link dev.atlas.webhooks.queue.JdbcBacklog#overdue}.
     */
    public static final String CHANGING =
            """
            atlas_endpoint e FORCE INDEX (by_flow)
             WHERE e.flow IN ('holding', 'probing', 'draining')
               AND (e.flow <> 'probing'
                    OR (SELECT 1 FROM atlas_queue q FORCE INDEX (of_endpoint)
                         WHERE q.workspace_id = e.workspace_id AND q.endpoint_id = e.endpoint_id
                           AND q.status IN ('pending', 'waiting') LIMIT 1) IS NULL)""";

    private JdbcDrains() {}

    /**
     * A drain.
     *
     * @param step how many held deliveries the next step may release; 0 before the first
     * @param since when it began; null before
     * @param released how many it has released
     */
    public record Drain(int step, @Nullable Instant since, long released) {

        /**
         * When all will be delivered, at the pace so far; null while none is.
         *
         * @param held how many are not released yet
         * @param pending how many are released and not delivered
         */
        public @Nullable Instant endsAt(long held, long pending, Instant now) {
            long delivered = released - pending;
            return since == null || delivered <= 0
                    ? null
                    : now.plus(Duration.between(since, now)
                            .multipliedBy(held + pending)
                            .dividedBy(delivered));
        }
    }

    /** The next of {@link #CHANGING}, in the order of their numbers, up to a limit; from the first one on after null. */
    public static List<EndpointId> changing(Handle tx, @Nullable EndpointId last, int limit) {
        long workspace = last == null ? 0 : last.workspace().value();
        return tx.select(
                        "SELECT e.workspace_id, e.endpoint_id FROM " + CHANGING
                                + """
                                   AND (e.workspace_id > ? OR (e.workspace_id = ? AND e.endpoint_id > ?))
                                 ORDER BY e.workspace_id, e.endpoint_id LIMIT ?""",
                        workspace,
                        workspace,
                        last == null ? 0 : last.value(),
                        limit)
                .map((row, context) -> new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /** That of an endpoint. */
    public static Drain read(Handle tx, EndpointId id) {
        return tx.select(
                        """
                        SELECT drain_step, drain_since, drained FROM atlas_endpoint
                         WHERE workspace_id = ? AND endpoint_id = ?""",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> {
                    Long since = row.getObject(2, Long.class);
                    return new Drain(row.getInt(1), since == null ? null : Instant.ofEpochMilli(since), row.getLong(3));
                })
                .one();
    }

    /** Writes how far it has come. */
    public static void write(Handle tx, EndpointId id, Drain drain) {
        tx.execute(
                """
                UPDATE atlas_endpoint SET drain_step = ?, drain_since = ?, drained = ?
                 WHERE workspace_id = ? AND endpoint_id = ?""",
                drain.step(),
                drain.since() == null ? null : drain.since().toEpochMilli(),
                drain.released(),
                id.workspace().value(),
                id.value());
    }
}
