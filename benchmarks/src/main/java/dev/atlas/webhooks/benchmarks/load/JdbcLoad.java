package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Publishes by plain SQL, puts a backlog into the queue, and asks the server for its counters. */
record JdbcLoad(JdbcDatabase database, Events events) {
    private static final long WORKSPACE = 1_024;
    private static final int BATCH = 1_000;

    /** Counters of the whole server. */
    record Counters(long queries, long bytes, long redo) {
        Counters minus(Counters before) {
            return new Counters(queries - before.queries, bytes - before.bytes, redo - before.redo);
        }
    }

    /** Puts events into the outbox, as fast as it goes; the lane of each by its number. */
    void fill(int count, IntUnaryOperator lane) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int from = 0; from < count; from += BATCH) {
                publish(connection, from, Math.min(BATCH, count - from), lane);
            }
        }
    }

    /** One transaction; returns the moments in which its events were made. */
    List<Long> publish(Connection connection, int from, int count, IntUnaryOperator lane) throws SQLException {
        List<Long> made = new ArrayList<>(count);
        String row = "(" + WORKSPACE + ",?)";
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO atlas_outbox (workspace_id, payload)"
                + " VALUES " + (row + ",").repeat(count - 1) + row)) {
            for (int i = 0; i < count; i++) {
                long moment = events.next();
                insert.setString(i + 1, Events.text(lane.applyAsInt(from + i), moment));
                made.add(moment);
            }
            insert.executeUpdate();
        }
        connection.commit();
        return made;
    }

    /** Lets so many deliveries wait for the endpoint that was made last. */
    void wait(int deliveries) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO atlas_event (workspace_id, event_id, type, created, accepted_at, tags, data)
                    VALUES (%d, 1, 'deal.updated', 0, 0, '[]', '{}')"""
                            .formatted(WORKSPACE));
            statement.execute(
                    """
                    INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, created_at)
                    SELECT %1$d, seq, (SELECT MAX(endpoint_id) FROM atlas_endpoint), 1, 'deal.updated', seq, 1,
                           'waiting', 0
                      FROM seq_1_to_%2$d"""
                            .formatted(WORKSPACE, deliveries));
            statement.execute(
                    "INSERT INTO atlas_backlog (workspace_id, endpoint_id) SELECT %d, MAX(endpoint_id) FROM atlas_endpoint"
                            .formatted(WORKSPACE));
        }
    }

    Counters counters() throws SQLException {
        long queries = 0;
        long bytes = 0;
        long redo = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet status = statement.executeQuery("SHOW GLOBAL STATUS")) {
            while (status.next()) {
                switch (status.getString(1)) {
                    case "Questions" -> queries += status.getLong(2);
                    case "Bytes_received", "Bytes_sent" -> bytes += status.getLong(2);
                    case "Innodb_os_log_written", "Innodb_lsn_current" -> redo = Math.max(redo, status.getLong(2));
                    default -> {}
                }
            }
        }
        return new Counters(queries, bytes, redo);
    }
}
