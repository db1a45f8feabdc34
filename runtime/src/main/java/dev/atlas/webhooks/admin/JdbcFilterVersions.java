package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads table {@code atlas_endpoint_filter}. */
final class JdbcFilterVersions {
    private static final String SELECT =
            """
            SELECT version, event_types, filter, created_by, created_at FROM atlas_endpoint_filter
             WHERE workspace_id = ? AND endpoint_id = ?""";

    private JdbcFilterVersions() {}

    /** The newest versions of an endpoint, newest first. */
    static List<FilterVersion> newest(Handle tx, EndpointId endpoint, int limit) {
        return tx.select(
                        SELECT + " ORDER BY version DESC LIMIT ?",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        limit)
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<FilterVersion> find(Handle tx, EndpointId endpoint, int version) {
        return tx.select(SELECT + " AND version = ?", endpoint.workspace().value(), endpoint.value(), version)
                .map((row, context) -> read(row))
                .findOne();
    }

    /** What each endpoint that was not deleted wanted at that time, oldest endpoint first. */
    static List<FilterThen> asOf(Handle tx, WorkspaceId workspace, Instant time, int limit) {
        return tx.select(
                        """
                        SELECT e.endpoint_id, f.version, f.event_types, f.filter
                          FROM atlas_endpoint e
                          LEFT JOIN atlas_endpoint_filter f
                            ON f.workspace_id = e.workspace_id AND f.endpoint_id = e.endpoint_id
                           AND f.version = (SELECT MAX(v.version) FROM atlas_endpoint_filter v
                                             WHERE v.workspace_id = e.workspace_id AND v.endpoint_id = e.endpoint_id
                                               AND v.created_at <= ?)
                         WHERE e.workspace_id = ? AND e.status <> 'deleted'
                         ORDER BY e.endpoint_id LIMIT ?""",
                        time.toEpochMilli(),
                        workspace.value(),
                        limit)
                .map((row, context) -> {
                    String types = row.getString("event_types");
                    return new FilterThen(
                            new EndpointId(workspace, row.getLong("endpoint_id")),
                            row.getObject("version", Integer.class),
                            types == null ? List.of() : JsonColumn.strings(types),
                            types == null ? "" : row.getString("filter"));
                })
                .list();
    }

    private static FilterVersion read(ResultSet row) throws SQLException {
        return new FilterVersion(
                row.getInt("version"),
                JsonColumn.strings(row.getString("event_types")),
                row.getString("filter"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
