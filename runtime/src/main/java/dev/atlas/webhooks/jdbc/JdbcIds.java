package dev.atlas.webhooks.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Statements about many rows by their numbers. The text carries the numbers: with hundreds of them, to find, number and fill
 * in as many parameters costs several times what the statement does.
 */
public final class JdbcIds {
    /** Makes something of the current row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private JdbcIds() {}

    /** The numbers as a list between brackets, for {@code IN}; there must be some. */
    public static String in(Collection<Long> numbers) {
        StringBuilder list = new StringBuilder(20 * numbers.size()).append('(');
        for (long number : numbers) {
            list.append(list.length() == 1 ? "" : ",").append(number);
        }
        return list.append(')').toString();
    }

    /**
     * Changes rows.
     *
     * @param sql complete, without anything but numbers put into it
     */
    public static int update(Handle tx, String sql) {
        try (Statement statement = tx.getConnection().createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new StatementFailed(sql, e);
        }
    }

    /** Reads rows; about {@code sql} see {@link #update}. */
    public static <T> List<T> query(Handle tx, String sql, Reader<T> reader) {
        try (Statement statement = tx.getConnection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw new StatementFailed(sql, e);
        }
    }
}
