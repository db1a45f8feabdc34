package dev.atlas.webhooks.retention;

import dev.atlas.webhooks.jdbc.Database;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * A change of a table that gives way. Such a change waits for every transaction that has used the table, and whoever comes
 * after it waits behind it. A server can only be told to wait for whole seconds (or, MariaDB alone, not at all, which finds
 * no gap between the short transactions of full load). So a second connection looks on, and breaks off a change that has
 * waited for a tenth of a second.
 */
final class JdbcTableChange {
    private static final int LOOK_MILLIS = 25;

    /** Looks in a row that find it waiting, before it is broken off. */
    private static final int PATIENCE = 4;

    private final Database database;
    private final long connection;
    private int waited;

    private JdbcTableChange(Database database, long connection) {
        this.database = database;
        this.connection = connection;
    }

    /** Makes a change; false when others use the table, so that nothing is changed. */
    static boolean made(Database database, String statement) {
        return database.read(handle -> {
            long connection =
                    handle.select("SELECT CONNECTION_ID()").mapTo(Long.class).one();
            JdbcTableChange change = new JdbcTableChange(database, connection);
            handle.execute("SET SESSION lock_wait_timeout = 1"); // should no look be had
            try {
                return change.run(handle, statement);
            } finally {
                handle.execute("SET SESSION lock_wait_timeout = DEFAULT");
            }
        });
    }

    private boolean run(Handle handle, String statement) {
        ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(JdbcTableChange::daemon);
        ScheduledFuture<?> look =
                looks.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        try {
            handle.execute(statement);
            return true;
        } catch (JdbiException e) {
            if (Database.isLockConflict(e) || Database.isBrokenOff(e)) {
                return false;
            }
            throw e;
        } finally {
            look.cancel(false);
            end(looks);
        }
    }

    /** Breaks the change off only while it waits: one at work holds its lock already, and ends soon. */
    private void look() {
        waited = database.read(this::waits) ? waited + 1 : 0;
        if (waited == PATIENCE) {
            database.read(onlooker -> onlooker.execute("KILL QUERY " + connection));
        }
    }

    private boolean waits(Handle onlooker) {
        return onlooker.select(
                        "SELECT COUNT(*) FROM information_schema.processlist WHERE id = ? AND state LIKE 'Waiting for %lock'",
                        connection)
                .mapTo(Boolean.class)
                .one();
    }

    /** Returns after the last look, so that it cannot break off what the connection is used for next. */
    private static void end(ScheduledExecutorService looks) {
        looks.shutdown();
        try {
            if (!looks.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("The look at a change of a table does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable look) {
        Thread thread = new Thread(look, "atlas-table-change");
        thread.setDaemon(true);
        return thread;
    }
}
