package dev.atlas.webhooks.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Many rows by one INSERT. The statement's text carries the rows, so that a batch is one round trip with any driver
 * setting and any container's pool (JDBC batches are one round trip for each row unless the driver rewrites them).
 */
public final class JdbcRows {
    private static final int MOST_ROWS = 500;

    /** Well below the smallest packet that servers take by default (16 MiB), also when every character is escaped. */
    private static final int MOST_CHARACTERS = 1_000_000;

    /** A row: as many values as the statement has columns. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(@Nullable Object... values) {}

    private JdbcRows() {}

    /**
     * Adds rows.
     *
     * @param into {@code INSERT INTO table (columns)}
     * @param onDuplicate {@code ON DUPLICATE KEY UPDATE …}, or nothing
     */
    public static void insert(Handle tx, String into, String onDuplicate, List<Row> rows) {
        int from = 0;
        while (from < rows.size()) {
            int to = from;
            long characters = 0;
            while (to < rows.size() && to - from < MOST_ROWS && (to == from || characters < MOST_CHARACTERS)) {
                characters += characters(rows.get(to));
                to++;
            }
            write(tx, into, onDuplicate, rows.subList(from, to));
            from = to;
        }
    }

    /** Adds rows, none of which may be there. */
    public static void insert(Handle tx, String into, List<Row> rows) {
        insert(tx, into, "", rows);
    }

    private static long characters(Row row) {
        long sum = 0;
        for (Object value : row.values()) {
            if (value instanceof String text) {
                sum += text.length();
            } else if (value instanceof byte[] bytes) {
                sum += bytes.length;
            }
        }
        return sum;
    }

    private static void write(Handle tx, String into, String onDuplicate, List<Row> rows) {
        int columns = rows.get(0).values().length;
        String group = "(" + "?,".repeat(columns - 1) + "?)";
        String sql = into + " VALUES " + (group + ",").repeat(rows.size() - 1) + group + " " + onDuplicate;
        try (PreparedStatement insert = tx.getConnection().prepareStatement(sql)) {
            int index = 1;
            for (Row row : rows) {
                for (Object value : row.values()) {
                    insert.setObject(index++, value);
                }
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailed(into, e);
        }
    }
}
