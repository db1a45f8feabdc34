package dev.atlas.webhooks.jdbc;

import org.jdbi.v3.core.Handle;

/** The database server's clock. Nothing is decided by it; it is only compared with the node's. */
public final class JdbcClock {
    private JdbcClock() {}

    /** Now, in epoch milliseconds. */
    public static long millis(Handle tx) {
        return tx.select("SELECT FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)")
                .mapTo(Long.class)
                .one();
    }
}
