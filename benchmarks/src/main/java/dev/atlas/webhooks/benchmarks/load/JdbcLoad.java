package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.IntUnaryOperator;

/** Publishes by plain SQL, and asks the server for its counters. */
record JdbcLoad(JdbcDatabase database) {
    private static final long WORKSPACE = 1_024;
    private static final int BATCH = 1_000;
    private static final String FILLER = "x".repeat(700);

    /** Counters of the whole server. */
    record Counters(long queries, long bytes, long redo) {
        Counters minus(Counters before) {
            return new Counters(queries - before.queries, bytes - before.bytes, redo - before.redo);
        }
    }

    /** Puts events into the outbox, as fast as it goes; the lane of each by its number. */
    void fill(int events, IntUnaryOperator lane) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            for (int from = 0; from < events; from += BATCH) {
                publish(connection, from, Math.min(BATCH, events - from), lane);
            }
        }
    }

    /** One transaction. */
    static void publish(Connection connection, int from, int count, IntUnaryOperator lane) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (?, ?)")) {
            for (int i = from; i < from + count; i++) {
                insert.setLong(1, WORKSPACE);
                insert.setString(2, event(lane.applyAsInt(i)));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }

    /** About 1 KB as it is delivered. */
    static String event(int lane) {
        return "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"lane\":%d,\"sent\":%d,\"note\":\"%s\"}}}"
                .formatted(lane, ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()), FILLER);
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
