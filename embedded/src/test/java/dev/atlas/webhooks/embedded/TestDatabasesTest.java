package dev.atlas.webhooks.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

@DatabaseTest
class TestDatabasesTest {
    private final TestDatabase ofThisTest;

    TestDatabasesTest(TestDatabase database) {
        this.ofThisTest = database;
    }

    @Test
    void everyParameterGetsAnEmptyDatabaseOfItsOwnOnTheOneServer(TestDatabase other, DatabaseServer server)
            throws SQLException {
        assertThat(other.name()).isNotEqualTo(ofThisTest.name());
        assertThat(other.server()).isSameAs(ofThisTest.server()).isSameAs(server);
        try (Connection connection = other.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE a (b INT)");
            try (ResultSet tables = statement.executeQuery("SHOW TABLES FROM " + ofThisTest.name())) {
                assertThat(tables.next()).isFalse();
            }
        }
    }

    @Test
    void theServerIsTheOneThatTheBuildNames(DatabaseServer server) throws SQLException {
        boolean mysql = "mysql".equals(System.getProperty("atlas.test.database"));
        try (Connection connection = ofThisTest.connect();
                Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("SELECT VERSION()")) {
            version.next();
            assertThat(version.getString(1)).startsWith(mysql ? "8.0.15" : "11.4.5-MariaDB");
            assertThat(server.title()).isEqualTo(mysql ? "MySQL 8.0.15" : "MariaDB 11.4.5");
        }
    }
}
