package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.identity.IdSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;

/**
 * Fills the log of one workspace with events, deliveries and attempts that lie evenly in the past, a day at a time. Of a
 * thousand deliveries one is dead (422) and one was answered 503 before; types, tags and payloads vary.
 */
final class JdbcLongLog {
    static final int ENDPOINTS = 100;

    private final DataSource database;
    private final long workspace;

    JdbcLongLog(DataSource database, long workspace) {
        this.database = database;
        this.workspace = workspace;
    }

    /** Adds a day's rows; {@code first} is the number of the first. */
    void day(Instant start, long first, long rows) throws SQLException {
        long stepMillis = Math.max(1, Duration.ofDays(1).toMillis() / rows);
        try (Connection connection = database.getConnection()) {
            run(
                    connection,
                    """
                    INSERT INTO atlas_event (workspace_id, event_id, type, created, accepted_at, tags, data)
                    SELECT %d, %d + (seq * %d << 22) + seq %% 1000, ELT(1 + seq %% 5, 'deal.created', 'deal.updated',
                           'contact.created', 'task.created', 'ticket.created'), (%d + seq * %d) DIV 1000,
                           %d + seq * %d, IF(seq %% 500 = 0, '["enterprise"]', '["emea"]'),
                           CONCAT('{"deal":{"id":"d_', %d + seq, '","value":', seq %% 100000, ',"stage":"negotiation",',
                                  '"title":"', MD5(seq), MD5(seq + 1), '","tags":["emea"]}}')
                      FROM seq_0_to_%d"""
                            .formatted(
                                    workspace,
                                    IdSource.lowestAt(start),
                                    stepMillis,
                                    start.toEpochMilli(),
                                    stepMillis,
                                    start.toEpochMilli(),
                                    stepMillis,
                                    first,
                                    rows - 1));
            run(
                    connection,
                    """
                    INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, attempt_count, last_status_code, created_at, finished_at, dead_reason,
                        dead_cause)
                    SELECT %1$d, %2$d + (seq * %3$d << 22) + 2000 + seq %% 1000, 1 + seq %% %7$d,
                           %2$d + (seq * %3$d << 22) + seq %% 1000,
                           ELT(1 + seq %% 5, 'deal.created', 'deal.updated', 'contact.created', 'task.created',
                               'ticket.created'),
                           1 + (%5$d + seq) DIV %7$d, 1, IF(seq %% 1000 = 7, 'dead', 'delivered'), 1,
                           IF(seq %% 1000 = 7, 422, 200), %4$d + seq * %3$d, %4$d + seq * %3$d + 50,
                           IF(seq %% 1000 = 7, 'exhausted', NULL),
                           IF(seq %% 1000 = 7, CONCAT('HTTP 422 {', seq %% 4, '}'), NULL)
                      FROM seq_0_to_%6$d"""
                            .formatted(
                                    workspace,
                                    IdSource.lowestAt(start),
                                    stepMillis,
                                    start.toEpochMilli(),
                                    first,
                                    rows - 1,
                                    ENDPOINTS));
            run(
                    connection,
                    """
                    INSERT INTO atlas_attempt (workspace_id, delivery_id, attempt_id, number, started_at, duration_ms,
                        status_code, request_headers, response_headers, response_body)
                    SELECT %1$d, %2$d + (seq * %3$d << 22) + 2000 + seq %% 1000,
                           %2$d + (seq * %3$d << 22) + 3000 + seq %% 1000, 1, %4$d + seq * %3$d, 40,
                           IF(seq %% 1000 = 7, 422, 200),
                           '[{"name":"Content-Type","value":"application/json"},{"name":"Atlas-Attempt","value":"1"}]',
                           '[{"name":"Date","value":"Mon"}]', 'ok'
                      FROM seq_0_to_%5$d"""
                            .formatted(
                                    workspace, IdSource.lowestAt(start), stepMillis, start.toEpochMilli(), rows - 1));
        }
    }

    /** Drops the partition of the oldest day as retention does; how many rows the server thinks it had. */
    long dropOldestDay(String table) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement oldest = connection.prepareStatement(
                        """
                        SELECT partition_name, table_rows FROM information_schema.partitions
                         WHERE table_schema = DATABASE() AND table_name = ? AND table_rows > 0
                         ORDER BY partition_ordinal_position LIMIT 1""")) {
            oldest.setString(1, table);
            try (ResultSet row = oldest.executeQuery()) {
                row.next();
                run(connection, "ALTER TABLE %s DROP PARTITION %s".formatted(table, row.getString(1)));
                return row.getLong(2);
            }
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }
}
