package dev.atlas.webhooks.pipeline;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A real database whose statements fail on cue, by the errors that a real one reports. */
final class FaultyDatabase implements DataSource {
    private final DataSource real;
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private final AtomicReference<Runnable> afterCommit = new AtomicReference<>(() -> {});

    /** What fails, how often, and how. */
    private static final class Fault {
        private final Predicate<String> statement;
        private final @Nullable SQLException error;
        private final Runnable meanwhile;
        private int times;

        Fault(Predicate<String> statement, @Nullable SQLException error, int times, Runnable meanwhile) {
            this.statement = statement;
            this.error = error;
            this.times = times;
            this.meanwhile = meanwhile;
        }

        synchronized boolean strikes(String sql) {
            if (times == 0 || !statement.test(sql)) {
                return false;
            }
            times--;
            if (times == 0) {
                meanwhile.run();
            }
            return true;
        }
    }

    FaultyDatabase(DataSource real) {
        this.real = real;
    }

    /** The next statements that begin so fail. */
    void fail(String statement, int times, SQLException error) {
        fail(statement, times, error, () -> {});
    }

    /** Likewise; something else happens just before the last of them fails. */
    void fail(String statement, int times, SQLException error, Runnable meanwhile) {
        faults.add(new Fault(sql -> sql.startsWith(statement), error, times, meanwhile));
    }

    /** Something else happens once, right before the next statement that begins so, which does not fail. */
    void before(String statement, Runnable meanwhile) {
        faults.add(new Fault(sql -> sql.startsWith(statement), null, 1, meanwhile));
    }

    /** Something else happens once, right after the next commit. */
    void afterCommit(Runnable meanwhile) {
        afterCommit.set(meanwhile);
    }

    /** The next attempts to get a connection fail. */
    void refuseConnections(int times, SQLException error) {
        refuseConnections(times, error, () -> {});
    }

    /** Likewise; something else happens just before the last of them fails. */
    void refuseConnections(int times, SQLException error, Runnable meanwhile) {
        faults.add(new Fault(String::isEmpty, error, times, meanwhile));
    }

    @Override
    public Connection getConnection() throws SQLException {
        strike("");
        Connection connection = real.getConnection();
        return proxy(Connection.class, (method, arguments) -> {
            Object result = call(connection, method, arguments);
            if (method.getName().equals("commit")) {
                afterCommit.getAndSet(() -> {}).run();
            }
            if (result instanceof PreparedStatement prepared) {
                return statement(PreparedStatement.class, prepared, (String) arguments[0]);
            }
            return result instanceof Statement plain ? statement(Statement.class, plain, null) : result;
        });
    }

    /** @param prepared null when the text comes with the execution */
    private <T extends Statement> T statement(Class<T> type, T statement, @Nullable String prepared) {
        return proxy(type, (method, arguments) -> {
            if (method.getName().startsWith("execute")) {
                strike((prepared == null ? (String) arguments[0] : prepared).strip());
            }
            return call(statement, method, arguments);
        });
    }

    private void strike(String sql) throws SQLException {
        for (Fault fault : faults) {
            if (fault.strikes(sql) && fault.error != null) {
                throw fault.error;
            }
        }
    }

    private interface Call {
        Object run(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> call.run(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
