package dev.atlas.webhooks.pipeline;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import com.zaxxer.hikari.util.DriverDataSource;
import dev.atlas.webhooks.config.DatabaseConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * The database's connections: the container's, or a pool of our own that is closed with this.
 *
 * @param unhurried connections on which a statement may take as long as it likes, for the migrations
 * @param own whether the pool is ours
 */
record JdbcConnections(DataSource dataSource, DataSource unhurried, boolean own) implements AutoCloseable {
    private static final String DRIVER = "com.mysql.cj.jdbc.Driver";
    private static final long TIMEOUT_MILLIS = 10_000;

    /**
     * A node that stands still in the midst of a transaction must not keep its row locks for long: the server closes
     * connections on which nothing comes for so long. Idle ones are kept alive.
     */
    private static final String MOST_PAUSE = "wait_timeout = 40";

    /** Nor does one whose rows are locked keep back for long what comes behind it on its thread. */
    private static final String LONGEST_LOCK_WAIT = "innodb_lock_wait_timeout = 5";

    /**
     * Nor may a query run on for ever that nobody waits for any more: while it does, the server can purge nothing, and all
     * queries become slow. Each server has its own name for that and takes the other's for a comment.
     */
    private static final String LONGEST_STATEMENT =
            "/*M!100101 , max_statement_time = 60 */ /*!50708 , max_execution_time = 60000 */";

    private static final long KEEP_ALIVE_MILLIS = 30_000;

    /** A server that vanished without a word is not waited for longer than that; the wait for a lock is shorter. */
    private static final String MOST_SILENCE_MILLIS = "90000";

    /**
     * Opens what the configuration names and makes sure that it answers.
     *
     * @throws StartException when it does not
     */
    static JdbcConnections open(DatabaseConfig config, HostResources host) {
        return config.when(new DatabaseConfig.Cases<>() {
            @Override
            public JdbcConnections container(DatabaseConfig.Container container) {
                DataSource dataSource = host.dataSource().apply(container.jndiName());
                try (Connection connection = dataSource.getConnection()) {
                    connection.getMetaData();
                } catch (SQLException e) {
                    throw new StartException(
                            "The database of the container's DataSource '%s' does not answer: %s"
                                    .formatted(container.jndiName(), rootMessage(e)),
                            e);
                }
                return new JdbcConnections(dataSource, dataSource, false);
            }

            @Override
            public JdbcConnections pool(DatabaseConfig.Pool pool) {
                try {
                    return new JdbcConnections(new HikariDataSource(settings(pool, host)), unpooled(pool), true);
                } catch (PoolInitializationException e) {
                    throw new StartException(
                            "The database does not answer (atlas.db.url, atlas.db.user, atlas.db.password): %s %s"
                                    .formatted(pool, rootMessage(e)),
                            e);
                }
            }
        });
    }

    private static DataSource unpooled(DatabaseConfig.Pool pool) {
        String password = pool.password() == null ? null : pool.password().value();
        return new DriverDataSource(pool.url(), DRIVER, new Properties(), pool.user(), password);
    }

    private static HikariConfig settings(DatabaseConfig.Pool pool, HostResources host) {
        HikariConfig settings = new HikariConfig();
        settings.setPoolName("atlas");
        settings.setMetricRegistry(host.registry());
        settings.setJdbcUrl(pool.url());
        // By name, because DriverManager does not look for drivers inside a web application.
        settings.setDriverClassName(DRIVER);
        settings.setUsername(pool.user());
        settings.setPassword(pool.password() == null ? null : pool.password().value());
        settings.setMaximumPoolSize(pool.poolSize());
        settings.setConnectionTimeout(TIMEOUT_MILLIS);
        settings.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        // Connector/J: one round trip for a batch, none for session state; the parameters of a statement are looked for
        // once.
        settings.addDataSourceProperty("rewriteBatchedStatements", "true");
        settings.addDataSourceProperty("useLocalSessionState", "true");
        settings.addDataSourceProperty("cachePrepStmts", "true");
        settings.addDataSourceProperty("prepStmtCacheSize", "250");
        settings.addDataSourceProperty("prepStmtCacheSqlLimit", "2048");
        settings.setKeepaliveTime(KEEP_ALIVE_MILLIS);
        if (!pool.url().contains("sessionVariables=")) {
            settings.setConnectionInitSql("SET %s, %s %s".formatted(MOST_PAUSE, LONGEST_LOCK_WAIT, LONGEST_STATEMENT));
        }
        if (!pool.url().contains("socketTimeout=")) {
            settings.addDataSourceProperty("socketTimeout", MOST_SILENCE_MILLIS);
        }
        return settings;
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        return message.lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        if (dataSource instanceof HikariDataSource pool && own) {
            pool.close();
        }
    }
}
