package dev.atlas.webhooks.benchmarks.log;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Fills the log of one workspace with events, deliveries and attempts that lie evenly in the past, a stretch at a time. Of
 * a thousand deliveries one is dead (422); types, tags and payloads vary. The endpoints take turns.
 */
public final class JdbcLongLog {
    private static final String TYPE =
            "ELT(1 + seq % 5, 'deal.created', 'deal.updated', 'contact.created', 'task.created', 'ticket.created')";

    private final DataSource database;
    private final long workspace;

    public JdbcLongLog(DataSource database, long workspace) {
        this.database = database;
        this.workspace = workspace;
    }

    /** The endpoints that the deliveries are for, in a table of their own. */
    public void endpoints(List<EndpointId> endpoints) throws SQLException {
        try (Connection connection = database.getConnection()) {
            run(connection, "CREATE TABLE log_endpoint (n INT PRIMARY KEY, endpoint_id BIGINT NOT NULL)");
            run(
                    connection,
                    "INSERT INTO log_endpoint VALUES "
                            + IntStream.range(0, endpoints.size())
                                    .mapToObj(n ->
                                            "(" + n + "," + endpoints.get(n).value() + ")")
                                    .collect(Collectors.joining(",")));
        }
    }

    /** Adds rows from a time on, so much apart; {@code first} is the number of the first. */
    public void fill(Instant start, Duration step, long first, long rows) throws SQLException {
        long millis = step.toMillis();
        String id = "%d + (seq * %d << 22) + seq %% 1000".formatted(IdSource.lowestAt(start), millis);
        String at = "%d + seq * %d".formatted(start.toEpochMilli(), millis);
        String all = " FROM seq_0_to_%d".formatted(rows - 1);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            run(
                    connection,
                    """
                    INSERT INTO atlas_event (workspace_id, event_id, type, created, accepted_at, tags, data)
                    SELECT %1$d, %2$s, %3$s, (%4$s) DIV 1000, %4$s, IF(seq %% 500 = 0, '["enterprise"]', '["emea"]'),
                           CONCAT('{"deal":{"id":"d_', %5$d + seq, '","value":', seq %% 100000, ',"stage":"negotiation",',
                                  '"title":"', MD5(seq), MD5(seq + 1), '","tags":["emea"]}}')"""
                                    .formatted(workspace, id, TYPE, at, first)
                            + all);
            run(
                    connection,
                    """
                    INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, attempt_count, last_status_code, created_at, finished_at, dead_reason,
                        dead_cause)
                    SELECT %1$d, %2$s + 2000, e.endpoint_id, %2$s, %3$s,
                           1 + (%5$d + seq) DIV (SELECT COUNT(*) FROM log_endpoint), 1,
                           IF(seq %% 1000 = 7, 'dead', 'delivered'), 1, IF(seq %% 1000 = 7, 422, 200), %4$s, %4$s + 50,
                           IF(seq %% 1000 = 7, 'exhausted', NULL),
                           IF(seq %% 1000 = 7, CONCAT('HTTP 422 {', seq %% 4, '}'), NULL)"""
                                    .formatted(workspace, id, TYPE, at, first)
                            + all
                            + " STRAIGHT_JOIN log_endpoint e ON e.n = seq % (SELECT COUNT(*) FROM log_endpoint)");
            run(
                    connection,
                    """
                    INSERT INTO atlas_attempt (workspace_id, delivery_id, attempt_id, number, started_at, duration_ms,
                        status_code, request_headers, response_headers, response_body)
                    SELECT %1$d, %2$s + 2000, %2$s + 3000, 1, %3$s, 40, IF(seq %% 1000 = 7, 422, 200),
                           '[{"name":"Content-Type","value":"application/json"},{"name":"Atlas-Attempt","value":"1"}]',
                           '[{"name":"Date","value":"Mon"}]', 'ok'"""
                                    .formatted(workspace, id, at)
                            + all);
            connection.commit();
        }
    }

    /** Adds as many rows as that to the alerts, the audit log and the replays, so that their lists are long, too. */
    void fillTheRest(Instant start, Duration step, long rows) throws SQLException {
        long millis = step.toMillis();
        String id = "%d + (seq * %d << 22) + seq %% 1000".formatted(IdSource.lowestAt(start), millis);
        String at = "%d + seq * %d".formatted(start.toEpochMilli(), millis);
        String all = " FROM seq_0_to_%d".formatted(rows - 1);
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            run(
                    connection,
                    """
                    INSERT INTO atlas_audit (workspace_id, audit_id, occurred_at, actor, source, action, subject,
                        before_state, after_state)
                    SELECT %d, %s, %s, CONCAT('m', seq %% 20, '@crm.example'), '192.0.2.1',
                           ELT(1 + seq %% 3, 'endpoint.changed', 'delivery.retried', 'replay.started'),
                           CONCAT('dlv_', seq), '{"status":"dead"}', '{"status":"pending"}'"""
                                    .formatted(workspace, id, at)
                            + all);
            run(
                    connection,
                    """
                    INSERT INTO atlas_alert (workspace_id, alert_id, endpoint_id, kind, recipient, notice, status,
                        attempt_count, next_attempt_at, created_at, sent_at)
                    SELECT %d, %s, e.endpoint_id, 'dead_letters', 'ada@crm.example', '%s',
                           IF(seq %% 5000 = 0, 'failed', 'sent'), 1, %s, %s, %s"""
                                    .formatted(workspace, id, "{}", at, at, at)
                            + all
                            + " STRAIGHT_JOIN log_endpoint e ON e.n = seq % (SELECT COUNT(*) FROM log_endpoint)");
            run(
                    connection,
                    """
                    INSERT INTO atlas_replay (workspace_id, replay_id, selection, status, position, total, done, skipped,
                        batch, next_at, created_by, created_at, finished_at)
                    SELECT %d, %s, '%s', 'done', 0, 1, 1, 0, 20, 0, 'ada@crm.example', %s, %s"""
                                    .formatted(
                                            workspace,
                                            id,
                                            """
                                            {"endpoint":null,"since":"2026-01-01T00:00:00Z","until":"2026-02-01T00:00:00Z",\
                                            "statuses":["dead"],"code":null,"cause":null,"ids":[],"filter":"","missed":false}""",
                                            at,
                                            at)
                            + all);
            connection.commit();
        }
    }

    /** What a row takes in each of the large tables, a line each. */
    List<String> sizes() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        """
                        SELECT table_name, table_rows, data_length, index_length FROM information_schema.tables
                         WHERE table_schema = DATABASE() AND table_rows > 100000 ORDER BY table_name""");
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                long rows = row.getLong(2);
                lines.add("| %s | %,d | %,d MB | %,d + %,d bytes |"
                        .formatted(
                                row.getString(1),
                                rows,
                                (row.getLong(3) + row.getLong(4)) >> 20,
                                row.getLong(3) / rows,
                                row.getLong(4) / rows));
            }
        }
        return lines;
    }

    /** Whether the table has a row of that time or a later one. */
    boolean reaches(String table, String id, Instant time) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT 1 FROM %s WHERE workspace_id = ? AND %s >= ? LIMIT 1".formatted(table, id))) {
            query.setLong(1, workspace);
            query.setLong(2, IdSource.lowestAt(time));
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private static void run(Connection connection, String statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            prepared.executeUpdate();
        }
    }
}
