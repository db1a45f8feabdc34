package dev.atlas.webhooks.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Many rows by one INSERT. The statement's text carries the rows, so that a batch is one round trip with any driver
 * setting and any container's pool (JDBC batches are one round trip for each row unless the driver rewrites them). It has no
 * parameters: to look for them in texts which are never the same was half of what the server did for a delivery. A text goes
 * between quotes as it is where no server in any SQL mode could take a part of it for more than a character, else as the
 * hexadecimal digits of its bytes.
 */
public final class JdbcRows {
    private static final int MOST_ROWS = 500;

    /**
     * Far below the smallest packet that servers take by default (16 MiB), and so small that a statement is no huge object
     * for the garbage collector, which begins a cycle for each few of those: from 512 KiB on in a heap of up to 2 GiB, and
     * MySQL's driver begins with four bytes for each character.
     */
    private static final int MOST_CHARACTERS = 120_000;

    private static final int CHARACTERS_OF_NUMBERS = 150;

    /** A row: as many values as the statement has columns; each a text, bytes, a whole number, a truth value or null. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Row(@Nullable Object... values) {}

    private static final HexFormat HEX = HexFormat.of();

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
            do {
                characters += characters(rows.get(to++));
            } while (to < rows.size()
                    && to - from < MOST_ROWS
                    && characters + characters(rows.get(to)) <= MOST_CHARACTERS);
            int length = (int) Math.min(2 * MOST_CHARACTERS, characters);
            write(tx, into, onDuplicate, rows.subList(from, to), length);
            from = to;
        }
    }

    /** Adds rows, none of which may be there. */
    public static void insert(Handle tx, String into, List<Row> rows) {
        insert(tx, into, "", rows);
    }

    private static long characters(Row row) {
        long sum = CHARACTERS_OF_NUMBERS;
        for (Object value : row.values()) {
            if (value instanceof String text) {
                sum += text.length();
            } else if (value instanceof byte[] bytes) {
                sum += bytes.length;
            }
        }
        return sum;
    }

    /** @param length about how long the statement gets */
    private static void write(Handle tx, String into, String onDuplicate, List<Row> rows, int length) {
        StringBuilder sql = new StringBuilder(length).append(into).append(" VALUES ");
        for (int i = 0; i < rows.size(); i++) {
            sql.append(i == 0 ? "(" : ",(");
            @Nullable Object[] values = rows.get(i).values();
            for (int column = 0; column < values.length; column++) {
                if (column > 0) {
                    sql.append(',');
                }
                append(sql, values[column]);
            }
            sql.append(')');
        }
        sql.append(' ').append(onDuplicate);
        try (Statement insert = tx.getConnection().createStatement()) {
            insert.setEscapeProcessing(false); // braces are JSON here
            insert.executeUpdate(sql.toString());
        } catch (SQLException e) {
            throw new StatementFailed(into, e);
        }
    }

    private static void append(StringBuilder sql, @Nullable Object value) {
        if (value == null) {
            sql.append("NULL");
        } else if (value instanceof Integer || value instanceof Long) {
            sql.append(((Number) value).longValue());
        } else if (value instanceof Boolean truth) {
            sql.append(truth ? '1' : '0');
        } else if (value instanceof byte[] bytes) {
            digits(sql, bytes);
        } else if (value instanceof String text && isPlain(text)) {
            sql.append('\'').append(text).append('\'');
        } else if (value instanceof String text) {
            digits(sql.append("_utf8mb4 "), text.getBytes(StandardCharsets.UTF_8));
        } else {
            throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }

    private static void digits(StringBuilder sql, byte[] bytes) {
        HEX.formatHex(sql.append("X'"), bytes).append('\'');
    }

    /** Printable ASCII but {@code '} and {@code \}, which end a text, or change what follows. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '\'' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
