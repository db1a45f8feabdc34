package dev.atlas.webhooks.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Many rows by one INSERT. The statement's text carries the rows, so that a batch is one round trip with any driver
 * setting and any container's pool (JDBC batches are one round trip for each row unless the driver rewrites them). It also
 * carries the numbers and the plain words among the values: to find, number and fill in thousands of parameters was a third
 * of what the server did for a delivery. Every other text is a parameter.
 */
public final class JdbcRows {
    private static final int MOST_ROWS = 500;

    /** Well below the smallest packet that servers take by default (16 MiB), also when every character is escaped. */
    private static final int MOST_CHARACTERS = 1_000_000;

    /** A row: as many values as the statement has columns. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(@Nullable Object... values) {}

    private static final int LONGEST_WORD = 100;

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
        StringBuilder sql = new StringBuilder(into).append(" VALUES ");
        List<Object> parameters = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "(" : ",(");
            @Nullable Object[] values = rows.get(i).values();
            for (int column = 0; column < values.length; column++) {
                if (column > 0) {
                    sql.append(',');
                }
                append(sql, values[column], parameters);
            }
            sql.append(')');
        }
        sql.append(' ').append(onDuplicate);
        try (PreparedStatement insert = tx.getConnection().prepareStatement(sql.toString())) {
            for (int i = 0; i < parameters.size(); i++) {
                insert.setObject(i + 1, parameters.get(i));
            }
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new StatementFailed(into, e);
        }
    }

    private static void append(StringBuilder sql, @Nullable Object value, List<Object> parameters) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof Integer || value instanceof Long) {
            sql.append(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            sql.append(truth ? '1' : '0');
        } else if (value instanceof String text && isPlainWord(text)) {
            sql.append('\'').append(text).append('\'');
        } else {
            sql.append('?');
            parameters.add(value);
        }
    }

    /** Letters, digits, {@code _ . : -} only: nothing that any server in any mode could take for more than a character. */
    private static boolean isPlainWord(String text) {
        if (text.length() > LONGEST_WORD) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z')
                    || (c >= '0' && c <= ':') // the colon follows the nine
                    || (c >= 'A' && c <= 'Z')
                    || c == '_'
                    || c == '.'
                    || c == '-';
            if (!plain) {
                return false;
            }
        }
        return true;
    }
}
