package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_backlog}: the endpoints that may have waiting deliveries. Changed under the endpoints' locks. */
public final class JdbcBacklog {
    private JdbcBacklog() {}

    /** Remembers endpoints. */
    public static void add(Handle tx, Collection<EndpointId> endpoints) {
        JdbcRows.insert(
                tx,
                "INSERT IGNORE INTO atlas_backlog (workspace_id, endpoint_id)",
                new TreeSet<>(endpoints)
                        .stream()
                                .map(endpoint -> new Row(endpoint.workspace().value(), endpoint.value()))
                                .toList());
    }

    /** Forgets an endpoint that has no waiting delivery. */
    public static void remove(Handle tx, EndpointId endpoint) {
        tx.execute(
                "DELETE FROM atlas_backlog WHERE workspace_id = ? AND endpoint_id = ?",
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** The next ones, in the order of their numbers, up to a limit; from the first one on after null. */
    public static List<EndpointId> after(Handle tx, @Nullable EndpointId last, int limit) {
        long workspace = last == null ? 0 : last.workspace().value();
        return tx.select(
                        """
                        SELECT workspace_id, endpoint_id FROM atlas_backlog
                         WHERE workspace_id > ? OR (workspace_id = ? AND endpoint_id > ?)
                         ORDER BY workspace_id, endpoint_id LIMIT ?""",
                        workspace,
                        workspace,
                        last == null ? 0 : last.value(),
                        limit)
                .map((row, context) -> new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /**
     * Endpoints that are late, and since when: those of the deliveries that have been due since before then, the oldest
     * first, and those whose deliveries have waited for so long behind others.
     *
     * <p>The indexes are forced: by the statistics of a queue that was empty a moment ago, MariaDB reads all of a workspace for each
     * endpoint; that takes minutes, and as nothing is purged meanwhile, everything else becomes slow.
     */
    public static Map<EndpointId, Instant> overdue(Handle tx, Instant before, int rows) {
        Map<EndpointId, Instant> oldest = new HashMap<>();
        tx.select(
                        """
                        (SELECT workspace_id, endpoint_id, due_at AS since FROM atlas_queue FORCE INDEX (by_due)
                          WHERE due_at < ? ORDER BY due_at LIMIT ?)
                        UNION ALL
                        (SELECT b.workspace_id, b.endpoint_id,
                                (SELECT q.aside_at FROM atlas_queue q FORCE INDEX (of_endpoint)
                                  WHERE q.workspace_id = b.workspace_id AND q.endpoint_id = b.endpoint_id
                                    AND q.status = 'waiting' ORDER BY q.sequence LIMIT 1) AS since
                           FROM atlas_backlog b LIMIT ?)""",
                        before.toEpochMilli(),
                        rows,
                        rows)
                .map((row, context) -> Map.entry(
                        new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)),
                        Optional.ofNullable(row.getObject(3, Long.class)).map(Instant::ofEpochMilli)))
                .forEach(row -> row.getValue()
                        .filter(since -> since.isBefore(before))
                        .ifPresent(since -> oldest.merge(row.getKey(), since, (a, b) -> a.isBefore(b) ? a : b)));
        return oldest;
    }
}
