package dev.atlas.webhooks.acceptance;

import dev.atlas.webhooks.embedded.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the log with deliveries before the first one that is there, 30 ms apart: more than one would wait for. */
final class JdbcFullLog {
    private JdbcFullLog() {}

    static void fill(TestDatabase database, int rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement insert = connection.createStatement()) {
            insert.executeUpdate(
                    "UPDATE atlas_delivery SET sequence = %d ORDER BY delivery_id DESC LIMIT 1".formatted(rows + 1));
            insert.executeUpdate(
                    """
                    INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, attempt_count, last_status_code, created_at, finished_at)
                    SELECT d.workspace_id, d.delivery_id - ((seq * 30) << 22), d.endpoint_id, d.event_id, d.event_type,
                           %d - seq, d.filter_version, 'delivered', 1 + seq %% 3, 200, d.created_at - seq * 30,
                           d.created_at - seq * 30 + 12
                      FROM (SELECT * FROM atlas_delivery ORDER BY delivery_id DESC LIMIT 1) d JOIN seq_1_to_%d"""
                            .formatted(rows + 1, rows));
        }
    }
}
