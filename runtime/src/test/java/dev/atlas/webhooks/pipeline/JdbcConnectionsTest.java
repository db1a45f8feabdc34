package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atlas.webhooks.config.DatabaseConfig;
import dev.atlas.webhooks.config.Secret;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.jdbc.Database;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What the product's own pool asks of the server, so that no node keeps others waiting. */
@DatabaseTest
class JdbcConnectionsTest {
    private static JdbcConnections open(TestDatabase database, String more) {
        return JdbcConnections.open(
                new DatabaseConfig.Pool(database.jdbcUrl() + more, database.user(), new Secret(database.password()), 1),
                new HostResources(
                        name -> {
                            throw new AssertionError("no container here");
                        },
                        name -> {
                            throw new AssertionError("no container here");
                        },
                        new SimpleMeterRegistry(),
                        InstantSource.system()));
    }

    private static String value(DataSource connections, String query) throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** How long a statement may take, in seconds; 0 is no limit. */
    private static double longestStatement(TestDatabase database, DataSource connections) throws SQLException {
        return isMariaDb(database)
                ? Double.parseDouble(value(connections, "SELECT @@SESSION.max_statement_time"))
                : Double.parseDouble(value(connections, "SELECT @@SESSION.max_execution_time")) / 1_000;
    }

    private static boolean isMariaDb(TestDatabase database) {
        return database.server().title().startsWith("MariaDB");
    }

    @Test
    void aPooledConnectionHasTheLimitsThatOperatorsAreTold(TestDatabase database) throws SQLException {
        try (JdbcConnections connections = open(database, "")) {
            DataSource pool = connections.dataSource();

            assertThat(value(pool, "SELECT @@SESSION.wait_timeout")).isEqualTo("40");
            assertThat(value(pool, "SELECT @@SESSION.innodb_lock_wait_timeout")).isEqualTo("5");
            assertThat(longestStatement(database, pool)).isEqualTo(60);
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getNetworkTimeout()).isEqualTo(90_000);
            }
        }
    }

    @Test
    void migrationsMayTakeAsLongAsTheyLike(TestDatabase database) throws SQLException {
        try (JdbcConnections connections = open(database, "")) {
            assertThat(longestStatement(database, connections.unhurried())).isZero();
        }
    }

    @Test
    void whoeverSetsThemInTheAddressIsNotOverruled(TestDatabase database) throws SQLException {
        try (JdbcConnections connections = open(database, "&socketTimeout=5000&sessionVariables=wait_timeout=123")) {
            DataSource pool = connections.dataSource();

            assertThat(value(pool, "SELECT @@SESSION.wait_timeout")).isEqualTo("123");
            assertThat(longestStatement(database, pool)).isZero();
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.getNetworkTimeout()).isEqualTo(5_000);
            }
        }
    }

    @Test
    void aQueryThatTakesTooLongIsBrokenOffWithAdvice(TestDatabase database) {
        String shortest = isMariaDb(database) ? "max_statement_time=0.1" : "max_execution_time=100";
        try (JdbcConnections connections = open(database, "&sessionVariables=" + shortest)) {
            Database limited = new Database(connections.dataSource());
            long start = System.nanoTime();

            Throwable tooLong = catchThrowable(() -> limited.read(
                    tx -> tx.select("SELECT COUNT(*) FROM information_schema.columns a, information_schema.columns b,"
                                    + " information_schema.columns c WHERE a.column_name <> b.table_name")
                            .mapTo(Long.class)
                            .one()));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            assertThat(Database.isInfrastructure(tooLong)).isTrue();
            assertThat(Database.advice(tooLong)).hasValueSatisfying(advice -> assertThat(advice)
                    .contains("within its time", "SHOW PROCESSLIST", "ANALYZE TABLE"));
        }
    }
}
