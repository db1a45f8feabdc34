package dev.atlas.webhooks.servlet;

import java.io.PrintWriter;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * The container's DataSource, asked under the class loader that it comes from. A pool starts threads when it is asked for
 * a connection, and they keep the class loader of whoever asked: ours would stay in memory for as long as the pool lives.
 * Thread-safe.
 */
record ContainerDataSource(DataSource container) implements DataSource {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(ContainerDataSource.class);

    /**
     * Lets the DataSource connect once on a thread and a stack without anything of ours: until JDK 24 a thread keeps not
     * only the class loader but also the protection domains of whoever started it, and a pool's first threads stay.
     */
    static ContainerDataSource started(DataSource container) {
        FutureTask<Connection> first = new FutureTask<>(connecting(container));
        ForkJoinPool pool = new ForkJoinPool(1); // whose threads inherit nothing
        pool.execute(first);
        try (Connection connection = first.get()) {
            connection.getMetaData();
        } catch (ExecutionException | SQLException e) {
            LOG.debug("Who needs a connection next will say why there is none", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pool.shutdown();
        }
        return new ContainerDataSource(container);
    }

    /** A Callable whose class is not ours either. */
    @SuppressWarnings("unchecked") // the handle returns a Connection
    private static Callable<Connection> connecting(DataSource container) {
        try {
            MethodHandle getConnection = MethodHandles.publicLookup()
                    .findVirtual(DataSource.class, "getConnection", MethodType.methodType(Connection.class));
            return MethodHandleProxies.asInterfaceInstance(Callable.class, getConnection.bindTo(container));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("DataSource.getConnection", e);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(container.getClass().getClassLoader());
            return container.getConnection();
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return container.getConnection(user, password);
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return container.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        container.setLogWriter(out);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return container.getLoginTimeout();
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        container.setLoginTimeout(seconds);
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return container.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return container.isWrapperFor(type);
    }
}
