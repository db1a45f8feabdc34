package dev.atlas.webhooks.benchmarks.site;

import dev.atlas.webhooks.embedded.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a run. Its server flushes at each commit, as in production. */
public record JdbcDatabase(DatabaseServer server, String name) {

    /** Makes an empty database of a new name. */
    static JdbcDatabase create(DatabaseServer server) {
        JdbcDatabase database = new JdbcDatabase(server, "run_" + Long.toString(System.nanoTime(), 36));
        server.createDatabase(database.name());
        database.flushAtEachCommit();
        return database;
    }

    /** A database of that name, which may be there already. */
    static JdbcDatabase open(DatabaseServer server, String name) {
        JdbcDatabase database = new JdbcDatabase(server, "");
        database.execute("CREATE DATABASE IF NOT EXISTS " + name);
        database.flushAtEachCommit();
        return new JdbcDatabase(server, name);
    }

    public String url() {
        return server.jdbcUrl(name);
    }

    /** A new connection; the caller closes it. */
    public Connection connect() throws SQLException {
        return server.dataSource(name).getConnection();
    }

    void flushAtEachCommit() {
        execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    }

    /**
     * Gives the server memory and redo log as one has that is set up for more than a test: so much that what a run writes
     * stays in memory, or its last rounds would cost more than its first.
     */
    public void sizeForLoad() {
        execute("SET GLOBAL innodb_buffer_pool_size = 8589934592");
        execute("SET GLOBAL innodb_log_file_size = 4294967296");
    }

    /** For what must not fail. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + ": " + e.getMessage(), e);
        }
    }
}
