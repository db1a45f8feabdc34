package dev.atlas.webhooks.jdbc;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** The database refused a statement. */
final class StatementFailed extends JdbiException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 300;

    StatementFailed(String sql, SQLException cause) {
        super(cause.getMessage() + " in: " + (sql.length() > SHOWN ? sql.substring(0, SHOWN) + "…" : sql), cause);
    }
}
