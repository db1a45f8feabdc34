package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
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

    private static FilterVersion read(ResultSet row) throws SQLException {
        return new FilterVersion(
                row.getInt("version"),
                JsonColumn.strings(row.getString("event_types")),
                row.getString("filter"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }
}
