package dev.atlas.webhooks.identity;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_workspace}. */
public final class JdbcWorkspaces {
    /**
     * What routing goes by.
     *
     * @param version           raised by every change of the workspace's endpoints, secrets and event types
     * @param eventTypesVersion what it was raised to when the event types were changed last
     */
    public record Routing(long version, long eventTypesVersion, boolean allowUndeclaredTypes) {}

    private JdbcWorkspaces() {}

    /** Adds the first workspace; false when there is one already. */
    public static boolean insertFirst(Handle tx, WorkspaceId id, String name, Instant now) {
        return tx.execute(
                        """
                        INSERT INTO atlas_workspace (workspace_id, name, created_at)
                        SELECT ?, ?, ? FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM atlas_workspace)""",
                        id.value(),
                        name,
                        now.toEpochMilli())
                == 1;
    }

    /** Adds another one; its number is the next free one. */
    public static WorkspaceId insertNext(Handle tx, String name, Instant now) {
        // Whoever adds one holds the first one's row, so that no two take the same number.
        tx.select("SELECT workspace_id FROM atlas_workspace ORDER BY workspace_id LIMIT 1 FOR UPDATE")
                .mapTo(Long.class)
                .one();
        long last = tx.select("SELECT MAX(workspace_id) FROM atlas_workspace")
                .mapTo(Long.class)
                .one();
        WorkspaceId next = new WorkspaceId(last / WorkspaceId.STEP * WorkspaceId.STEP + WorkspaceId.STEP);
        tx.execute(
                "INSERT INTO atlas_workspace (workspace_id, name, created_at) VALUES (?, ?, ?)",
                next.value(),
                name,
                now.toEpochMilli());
        return next;
    }

    /**
     * A workspace as its people see it.
     *
     * @param allowUndeclaredTypes whether it takes events of types that are not in its catalogue
     */
    public record Details(String name, boolean allowUndeclaredTypes, Instant createdAt) {}

    /** How it stands; a change of it waits until the transaction ends. */
    public static Details lock(Handle tx, WorkspaceId id) {
        return details(tx, id, " FOR UPDATE");
    }

    /** How it stands. */
    public static Details details(Handle tx, WorkspaceId id) {
        return details(tx, id, "");
    }

    private static Details details(Handle tx, WorkspaceId id, String locking) {
        return tx.select(
                        "SELECT name, allow_undeclared_types, created_at FROM atlas_workspace WHERE workspace_id = ?"
                                + locking,
                        id.value())
                .map((row, context) ->
                        new Details(row.getString(1), row.getBoolean(2), Instant.ofEpochMilli(row.getLong(3))))
                .one();
    }

    /** Writes name and settings. */
    public static void update(Handle tx, WorkspaceId id, Details details) {
        tx.execute(
                "UPDATE atlas_workspace SET name = ?, allow_undeclared_types = ? WHERE workspace_id = ?",
                details.name(),
                details.allowUndeclaredTypes(),
                id.value());
        raiseRoutingVersion(tx, id);
    }

    /** What routing goes by; empty when there is no such workspace. */
    public static Optional<Routing> routing(Handle tx, WorkspaceId id) {
        return tx.select(
                        """
                        SELECT routing_version, event_types_version, allow_undeclared_types
                          FROM atlas_workspace WHERE workspace_id = ?""",
                        id.value())
                .map((row, context) -> new Routing(row.getLong(1), row.getLong(2), row.getBoolean(3)))
                .findOne();
    }

    /**
     * Raises the routing version, so that every node looks for what has changed before its next decision. Other changes of
     * the workspace wait until the transaction ends: versions are committed in their order.
     */
    public static long raiseRoutingVersion(Handle tx, WorkspaceId id) {
        tx.execute(
                "UPDATE atlas_workspace SET routing_version = routing_version + 1 WHERE workspace_id = ?", id.value());
        return routing(tx, id).orElseThrow().version();
    }

    /** The same for a change of the workspace's event types, which are read again then. */
    public static void raiseEventTypesVersion(Handle tx, WorkspaceId id) {
        tx.execute(
                """
                UPDATE atlas_workspace
                   SET event_types_version = routing_version + 1, routing_version = routing_version + 1
                 WHERE workspace_id = ?""",
                id.value());
    }

    /** The oldest workspace. */
    public static Optional<WorkspaceId> first(Handle tx) {
        return tx.select("SELECT MIN(workspace_id) FROM atlas_workspace")
                .mapTo(Long.class)
                .findFirst()
                .map(WorkspaceId::new);
    }

    /** The workspace's name. */
    public static String name(Handle tx, WorkspaceId id) {
        return tx.select("SELECT name FROM atlas_workspace WHERE workspace_id = ?", id.value())
                .mapTo(String.class)
                .one();
    }
}
