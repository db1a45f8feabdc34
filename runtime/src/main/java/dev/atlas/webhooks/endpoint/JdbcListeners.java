package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_listener}: who listens at which endpoint, and when they were last seen. */
public final class JdbcListeners {
    private JdbcListeners() {}

    /**
     * Adds a listener's session.
     *
     * @param name null when it has none
     * @param connection the token of the connection that takes its deliveries
     */
    public static void insert(Handle tx, EndpointId id, @Nullable String name, long connection, Instant now) {
        tx.execute(
                "INSERT INTO atlas_listener (workspace_id, endpoint_id, name, connection, seen_at) VALUES (?, ?, ?, ?, ?)",
                id.workspace().value(),
                id.value(),
                name,
                connection,
                now.toEpochMilli());
    }

    /** The session of this name. */
    public static Optional<EndpointId> named(Handle tx, WorkspaceId workspace, String name) {
        return tx.select(
                        "SELECT endpoint_id FROM atlas_listener WHERE workspace_id = ? AND name = ?",
                        workspace.value(),
                        name)
                .map((row, context) -> new EndpointId(workspace, row.getLong(1)))
                .findOne();
    }

    /** From now on another connection takes its deliveries; false when there is no such session. */
    public static boolean connect(Handle tx, EndpointId id, long connection, Instant now) {
        return tx.execute(
                        "UPDATE atlas_listener SET connection = ?, seen_at = ? WHERE workspace_id = ? AND endpoint_id = ?",
                        connection,
                        now.toEpochMilli(),
                        id.workspace().value(),
                        id.value())
                == 1;
    }

    /** The token of the connection that takes its deliveries. */
    public static Optional<Long> connection(Handle tx, EndpointId id) {
        return tx.select(
                        "SELECT connection FROM atlas_listener WHERE workspace_id = ? AND endpoint_id = ?",
                        id.workspace().value(),
                        id.value())
                .mapTo(Long.class)
                .findOne();
    }

    /** It is still there. */
    public static void seen(Handle tx, EndpointId id, Instant now) {
        tx.execute(
                "UPDATE atlas_listener SET seen_at = ? WHERE workspace_id = ? AND endpoint_id = ?",
                now.toEpochMilli(),
                id.workspace().value(),
                id.value());
    }

    /** Sessions of which nothing was seen since then. */
    public static List<EndpointId> notSeenSince(Handle tx, Instant since, int limit) {
        return tx.select(
                        "SELECT workspace_id, endpoint_id FROM atlas_listener WHERE seen_at < ? LIMIT ?",
                        since.toEpochMilli(),
                        limit)
                .map((row, context) -> new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /** Ends a session. */
    public static void delete(Handle tx, EndpointId id) {
        tx.execute(
                "DELETE FROM atlas_listener WHERE workspace_id = ? AND endpoint_id = ?",
                id.workspace().value(),
                id.value());
    }
}
