package dev.atlas.webhooks.jdbc;

import org.jdbi.v3.core.Handle;

/** The database server's clock, with which nodes compare theirs; no statement decides anything by it. */
public final class JdbcClock {
    private JdbcClock() {}

    /** Now, in epoch milliseconds. */
    public static long millis(Handle tx) {
        return tx.select("SELECT FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)")
                .mapTo(Long.class)
                .one();
    }
}
