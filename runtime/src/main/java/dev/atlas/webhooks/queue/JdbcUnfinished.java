package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks at the deliveries that are not finished, never at more of them than a bound. */
public final class JdbcUnfinished {
    /** Most rows that are counted; a number above it means "more". */
    public static final int MOST_COUNTED = 100_000;

    /** Most overdue rows that are looked at for the oldest one. */
    private static final int MOST_OVERDUE = 10_000;

    private JdbcUnfinished() {}

    /**
     * How many deliveries are in a state, counted up to {@link #MOST_COUNTED}.
     *
     * @param endpoint null for the whole workspace
     */
    public static long count(Handle tx, WorkspaceId workspace, @Nullable EndpointId endpoint, DeliveryStatus status) {
        return tx.createQuery(
                        """
                        SELECT COUNT(*) FROM (SELECT 1 FROM atlas_queue
                         WHERE workspace_id = :workspace AND status IN (:status, :alias)"""
                                + (endpoint == null ? "" : " AND endpoint_id = :endpoint")
                                + " LIMIT :most) AS counted")
                .bind("workspace", workspace.value())
                .bindMap(endpoint == null ? Map.of() : Map.of("endpoint", endpoint.value()))
                .bind("status", status.word())
                .bind("alias", Queued.alias(status))
                .bind("most", MOST_COUNTED + 1)
                .mapTo(Long.class)
                .one();
    }

    /** What waits for an endpoint. */
    public static Waiting waiting(Handle tx, EndpointId endpoint) {
        return tx.createQuery(
                        """
                        SELECT COUNT(*) AS counted, COALESCE(SUM(status = 'held'), 0) AS held
                          FROM (SELECT status FROM atlas_queue
                                 WHERE workspace_id = :workspace AND endpoint_id = :endpoint AND owner = 0
                                 LIMIT :most) AS waiting""")
                .bind("workspace", endpoint.workspace().value())
                .bind("endpoint", endpoint.value())
                .bind("most", MOST_COUNTED + 1)
                .map((row, context) -> new Waiting(row.getLong("counted"), row.getLong("held")))
                .one();
    }

    /** Since when the longest overdue delivery has been due. */
    public static Optional<Instant> dueSince(
            Handle tx, WorkspaceId workspace, @Nullable EndpointId endpoint, Instant now) {
        return tx.createQuery(
                        """
                        SELECT MIN(due_at) FROM (SELECT workspace_id, endpoint_id, due_at FROM atlas_queue
                         WHERE due_at <= :now ORDER BY due_at LIMIT :most) AS overdue
                         WHERE workspace_id = :workspace AND (:endpoint = 0 OR endpoint_id = :endpoint)""")
                .bind("now", now.toEpochMilli())
                .bind("most", MOST_OVERDUE)
                .bind("workspace", workspace.value())
                .bind("endpoint", endpoint == null ? 0 : endpoint.value())
                .map((row, context) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .one()
                .map(Instant::ofEpochMilli);
    }
}
