package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** Looks into the database for what no node tells. */
record JdbcLeases(JdbcDatabase database) {

    /** The tokens of the nodes that run, or were killed. */
    Set<Long> owners() throws SQLException {
        return numbers("SELECT owner FROM atlas_node");
    }

    /** The deliveries that a node works on. */
    Set<Long> of(long owner) throws SQLException {
        return numbers("SELECT delivery_id FROM atlas_queue WHERE owner = " + owner);
    }

    private Set<Long> numbers(String query) throws SQLException {
        Set<Long> numbers = new HashSet<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
