package dev.atlas.webhooks.publish;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Publishes events by inserting them into the outbox table, in the transaction of the connection it is given.
 *
 * <p>The event lives and dies with that transaction: it is delivered after the commit, and a rollback publishes nothing.
 * Nothing here commits, rolls back, closes or changes the connection; a connection in auto-commit mode commits by
 * itself, as after any statement. Keeps no state, so it is as safe for threads as the connection.
 */
public final class AtlasOutbox {
    private static final Pattern SCHEMA = Pattern.compile("[A-Za-z0-9_$-]{1,64}");
    private static final String TABLE = "atlas_outbox";

    private AtlasOutbox() {}

    /**
     * Adds one event to the outbox of the connection's current schema.
     *
     * @throws SQLException as the driver reports it, for example when the user may not insert into {@code atlas_outbox}
     */
    public static void publish(Connection connection, Event event) throws SQLException {
        insert(connection, TABLE, List.of(event));
    }

    /**
     * Adds one event to the outbox of another schema on the same server, where Atlas Webhooks has its own.
     *
     * @param schema 1 to 64 letters, digits and {@code _ $ -}
     * @throws IllegalArgumentException when the schema's name is not of that form
     */
    public static void publish(Connection connection, String schema, Event event) throws SQLException {
        insert(connection, tableIn(schema), List.of(event));
    }

    /**
     * Adds several events in one batch, of one workspace or of many. In auto-commit mode a failure may leave a part of
     * them published: turn it off for all or nothing.
     */
    public static void publishAll(Connection connection, List<Event> events) throws SQLException {
        insert(connection, TABLE, events);
    }

    /** As {@link #publishAll(Connection, List)}, into the outbox of another schema. */
    public static void publishAll(Connection connection, String schema, List<Event> events) throws SQLException {
        insert(connection, tableIn(schema), events);
    }

    private static void insert(Connection connection, String table, List<Event> events) throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        // Only where it is needed: the application's user may have been allowed the two other columns alone.
        boolean traced = events.stream().anyMatch(event -> event.traceparent() != null);
        String sql = "INSERT INTO " + table
                + (traced
                        ? " (workspace_id, payload, traceparent) VALUES (?, ?, ?)"
                        : " (workspace_id, payload) VALUES (?, ?)");
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (Event event : events) {
                insert.setLong(1, event.workspace());
                insert.setString(2, event.payload());
                if (traced) {
                    insert.setString(3, event.traceparent());
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String tableIn(String schema) {
        if (!SCHEMA.matcher(schema).matches()) {
            throw new IllegalArgumentException(
                    "a schema's name is 1 to 64 letters, digits and _ $ -, not '" + schema + "'");
        }
        return '`' + schema + "`." + TABLE;
    }
}
