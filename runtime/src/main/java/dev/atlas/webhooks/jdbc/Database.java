package dev.atlas.webhooks.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Transactions on the product's database. Thread-safe. */
public final class Database {
    /** MySQL and MariaDB: "deadlock found" and "lock wait timeout"; both ask for the transaction to be run again. */
    private static final int DEADLOCK = 1213;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int ATTEMPTS = 8;

    private final Jdbi jdbi;

    public Database(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    /**
     * Runs the work in one READ COMMITTED transaction (REPEATABLE READ would take gap locks, and 10 to 30 % of the
     * throughput). After a deadlock the work is run again from its start, so it must not leave traces outside.
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !isLockConflict(e)) {
                    throw e;
                }
            }
        }
    }

    /** Runs queries outside a transaction. */
    public <T> T read(Function<Handle, T> work) {
        return jdbi.withHandle(work::apply);
    }

    /** Whether work failed because the database cannot be reached, so that it may succeed later as it is. */
    public static boolean isUnreachable(Throwable failure) {
        return isCausedBy(
                failure,
                sql -> sql instanceof SQLTransientConnectionException
                        || sql instanceof SQLNonTransientConnectionException
                        || sql instanceof SQLRecoverableException);
    }

    private static boolean isLockConflict(Throwable failure) {
        return isCausedBy(failure, sql -> sql.getErrorCode() == DEADLOCK || sql.getErrorCode() == LOCK_WAIT_TIMEOUT);
    }

    private static boolean isCausedBy(Throwable failure, Predicate<SQLException> wanted) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && wanted.test(sql)) {
                return true;
            }
        }
        return false;
    }
}
