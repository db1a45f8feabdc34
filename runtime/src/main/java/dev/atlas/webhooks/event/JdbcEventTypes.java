package dev.atlas.webhooks.event;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_event_type}: the types that workspaces made. */
public final class JdbcEventTypes {
    private JdbcEventTypes() {}

    /** All of them, by name. */
    public static List<StoredType> list(Handle tx, WorkspaceId workspace) {
        return tx.select("SELECT * FROM atlas_event_type WHERE workspace_id = ? ORDER BY name", workspace.value())
                .map((row, context) -> read(row))
                .list();
    }

    /** One, locked until the transaction ends. */
    public static Optional<StoredType> lock(Handle tx, WorkspaceId workspace, String name) {
        return tx.select(
                        "SELECT * FROM atlas_event_type WHERE workspace_id = ? AND name = ? FOR UPDATE",
                        workspace.value(),
                        name)
                .map((row, context) -> read(row))
                .findOne();
    }

    public static int count(Handle tx, WorkspaceId workspace) {
        return tx.select("SELECT COUNT(*) FROM atlas_event_type WHERE workspace_id = ?", workspace.value())
                .mapTo(Integer.class)
                .one();
    }

    /** Adds one, or replaces the one of that name. */
    public static void put(Handle tx, WorkspaceId workspace, EventType type, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_event_type (workspace_id, name, description, data_schema, sample, created_at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON DUPLICATE KEY UPDATE description = VALUES(description), data_schema = VALUES(data_schema),
                    sample = VALUES(sample)""",
                workspace.value(),
                type.name(),
                type.description(),
                type.schema(),
                OwnTypes.write(type.sample()),
                now.toEpochMilli());
    }

    public static void delete(Handle tx, WorkspaceId workspace, String name) {
        tx.execute("DELETE FROM atlas_event_type WHERE workspace_id = ? AND name = ?", workspace.value(), name);
    }

    private static StoredType read(ResultSet row) throws SQLException {
        return OwnTypes.read(
                row.getString("name"),
                row.getString("description"),
                row.getString("data_schema"),
                row.getString("sample"));
    }
}
