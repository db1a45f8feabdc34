package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_missed}: what was routed while nobody knew whether an endpoint asks for it. */
public final class JdbcMissed {
    /**
     * A stretch of a workspace's events that an endpoint may have missed.
     *
     * @param first the lowest number
     * @param last the highest
     */
    public record Missed(EndpointId endpoint, long first, long last) {}

    private JdbcMissed() {}

    /** Endpoints may miss these events, which are being routed. */
    public static void add(Handle tx, Collection<EndpointId> endpoints, SortedSet<Long> events) {
        if (endpoints.isEmpty() || events.isEmpty()) {
            return;
        }
        JdbcRows.insert(
                tx,
                "INSERT INTO atlas_missed (workspace_id, endpoint_id, first_event_id, last_event_id)",
                """
                ON DUPLICATE KEY UPDATE first_event_id = LEAST(first_event_id, VALUES(first_event_id)),
                    last_event_id = GREATEST(last_event_id, VALUES(last_event_id))""",
                endpoints.stream()
                        .sorted() // the order of locks
                        .map(id -> new Row(id.workspace().value(), id.value(), events.first(), events.last()))
                        .toList());
    }

    /**
     * Endpoints of which there is something, in the order of their ids.
     *
     * @param after the one before the first of them; null to begin
     */
    public static List<EndpointId> endpoints(Handle tx, @Nullable EndpointId after, int limit) {
        long workspace = after == null ? 0 : after.workspace().value();
        return tx.select(
                        """
                        SELECT workspace_id, endpoint_id FROM atlas_missed
                         WHERE workspace_id > ? OR (workspace_id = ? AND endpoint_id > ?)
                         ORDER BY workspace_id, endpoint_id LIMIT ?""",
                        workspace,
                        workspace,
                        after == null ? 0 : after.value(),
                        limit)
                .map((row, context) -> new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /** Takes what there is of one endpoint; waits for who is routing. Empty when another node has taken it. */
    public static Optional<Missed> take(Handle tx, EndpointId id) {
        Optional<Missed> missed = tx.select(
                        """
                        SELECT first_event_id, last_event_id FROM atlas_missed
                         WHERE workspace_id = ? AND endpoint_id = ? FOR UPDATE""",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> new Missed(id, row.getLong(1), row.getLong(2)))
                .findOne();
        tx.execute(
                "DELETE FROM atlas_missed WHERE workspace_id = ? AND endpoint_id = ?",
                id.workspace().value(),
                id.value());
        return missed;
    }
}
