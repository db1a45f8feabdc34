package dev.atlas.webhooks.jdbc;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** Transactions on the product's database. Thread-safe. */
public final class Database {
    /** MySQL and MariaDB: "deadlock found" asks for the transaction to be run again; "lock wait timeout" tells of a jam. */
    private static final int DEADLOCK = 1213;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int QUERY_INTERRUPTED = 1317;

    /** MariaDB and MySQL: a statement was broken off since it took longer than the session allows. */
    private static final Set<Integer> TOO_LONG = Set.of(1969, 3024);

    private static final int ATTEMPTS = 8;
    private static final int DATA_TRUNCATED = 1265;
    private static final int WRONG_VALUE = 1366;

    /** Both servers: error while writing a file (3, 20), disk full (1021), error on write (1026), table full (1114). */
    private static final Set<Integer> FULL = Set.of(3, 20, 1021, 1026, 1114);

    /** "Got error … from storage engine": of a full disk, and of anything else. */
    private static final int STORAGE_ENGINE = 1030;

    /** How servers and systems name a full disk (28), a quota (122) and the largest file (27), whatever the code. */
    private static final Pattern FULL_WORDS = Pattern.compile(
            "(?i)\\b(?:OS )?(?:errno|error|errcode):? ?\"?(?:28|122|27)\\b|no space left|disk full|quota exceeded|file too large");

    /** Server runs with read-only, or in a read-only transaction. */
    private static final Set<Integer> READ_ONLY = Set.of(1290, 1792, 1836);

    /** What HikariCP says, without a state, of a connection that broke in the midst of its work. */
    private static final String CLOSED = "Connection is closed";

    private final Jdbi jdbi;

    public Database(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
    }

    /**
     * Runs the work in one READ COMMITTED transaction (REPEATABLE READ would take gap locks, and 10 to 30 % of the
     * throughput). After a deadlock the work is run again from its start, so it must not leave traces outside. A lock that
     * is not had in the connection's time is for the caller to tell of.
     */
    public <T> T inTransaction(Function<Handle, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED, work::apply);
            } catch (JdbiException e) {
                if (attempt == ATTEMPTS || !isCausedBy(e, sql -> sql.getErrorCode() == DEADLOCK)) {
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
        return failure instanceof ConnectionException
                || isCausedBy(
                        failure,
                        sql -> sql instanceof SQLTransientConnectionException
                                || sql instanceof SQLNonTransientConnectionException
                                || sql instanceof SQLRecoverableException
                                || CLOSED.equals(sql.getMessage()));
    }

    /**
     * Whether work failed because of the database or the way to it (gone, slow, full, read-only, locked), so that it may
     * succeed later as it is; else what was to be written is at fault.
     */
    public static boolean isInfrastructure(Throwable failure) {
        return failure instanceof ConnectionException || isCausedBy(failure, sql -> !isAboutData(sql));
    }

    /** SQL states 22 (data) and 23 (integrity), and what the servers report without them: value does not fit the column. */
    private static boolean isAboutData(SQLException sql) {
        String state = sql.getSQLState();
        return (state != null && (state.startsWith("22") || state.startsWith("23")))
                || sql.getErrorCode() == DATA_TRUNCATED
                || sql.getErrorCode() == WRONG_VALUE;
    }

    /** Whether nothing more is known than that it cannot be reached, which drivers and pools say in several ways by turns. */
    public static boolean isAway(Throwable failure) {
        return isUnreachable(failure) && reason(failure).isEmpty();
    }

    /** What the person who runs the node can do about a failure; empty when the failure's own words must do. */
    public static Optional<String> advice(Throwable failure) {
        return reason(failure).or(() -> absence(failure));
    }

    private static Optional<String> reason(Throwable failure) {
        if (isCausedBy(failure, Database::isFull)) {
            return Optional.of("the database's disk is full; give it room");
        }
        if (isCausedBy(failure, sql -> sql.getErrorCode() == STORAGE_ENGINE)) {
            return Optional.of(
                    "the database's storage engine refuses; the server's error log says why: mostly its disk is"
                            + " full or failing");
        }
        if (isCausedBy(failure, sql -> READ_ONLY.contains(sql.getErrorCode()))) {
            return Optional.of("the database is read-only; after a fail-over, connections must reach the new primary");
        }
        if (isLockConflict(failure)) {
            return Optional.of("rows are locked for long by another transaction; look for it in SHOW PROCESSLIST");
        }
        if (isCausedBy(failure, sql -> TOO_LONG.contains(sql.getErrorCode()))) {
            return Optional.of("the database did not answer a query within its time; see what else it does in SHOW"
                    + " PROCESSLIST, or bring the statistics up to date with ANALYZE TABLE");
        }
        if (isCausedBy(failure, Database::isDenied)) {
            return Optional.of("the database refuses this user or password; see atlas.db.user and atlas.db.password,"
                    + " or the container's DataSource");
        }
        return Optional.empty();
    }

    private static Optional<String> absence(Throwable failure) {
        if (isCausedBy(failure, sql -> sql instanceof SQLTransientConnectionException)) {
            return Optional.of("no connection was free or the database does not answer; see that it runs,"
                    + " or raise atlas.db.pool-size");
        }
        if (isUnreachable(failure)) {
            return Optional.of("the database does not answer; see that it runs and can be reached");
        }
        return Optional.empty();
    }

    /** SQL state 28: who asks for a connection is not let in. */
    private static boolean isDenied(SQLException sql) {
        String state = sql.getSQLState();
        return state != null && state.startsWith("28");
    }

    private static boolean isFull(SQLException sql) {
        return FULL.contains(sql.getErrorCode())
                || (sql.getErrorCode() == STORAGE_ENGINE
                        && FULL_WORDS.matcher(String.valueOf(sql.getMessage())).find());
    }

    /** Whether others held for too long what was to be locked. */
    public static boolean isLockConflict(Throwable failure) {
        return isCausedBy(failure, sql -> sql.getErrorCode() == DEADLOCK || sql.getErrorCode() == LOCK_WAIT_TIMEOUT);
    }

    /** Whether a statement was broken off by another connection. */
    public static boolean isBrokenOff(Throwable failure) {
        return isCausedBy(failure, sql -> sql.getErrorCode() == QUERY_INTERRUPTED);
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
