package dev.atlas.webhooks.quickstart;

import dev.atlas.webhooks.embedded.DatabaseServer;
import dev.atlas.webhooks.publish.AtlasOutbox;
import dev.atlas.webhooks.publish.Event;
import dev.atlas.webhooks.publish.EventBuilder;
import dev.atlas.webhooks.quickstart.SampleEvents.SampleEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The demo's application with its own schema: it changes a row of its own and publishes the event of it in one
 * transaction. Its database user may do nothing in the product's schema but insert into the outbox.
 */
final class CrmDatabase {
    /** Where the product's tables are. */
    static final String PRODUCT_SCHEMA = "atlas";

    /** The first workspace of a database. */
    private static final long WORKSPACE = 1024;

    private static final String SCHEMA = "crm";
    private static final String USER = "crm";
    private static final String ACCOUNT = "'" + USER + "'@'" + Options.HOST + "'";

    private final DataSource server;
    private final String password;

    private CrmDatabase(DataSource server, String password) {
        this.server = server;
        this.password = password;
    }

    /** Creates both schemas, the table and the user where they are missing. */
    static CrmDatabase prepare(DatabaseServer server) {
        try (Connection admin = server.dataSource("").getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + PRODUCT_SCHEMA + " CHARACTER SET utf8mb4");
            statement.execute("CREATE DATABASE IF NOT EXISTS " + SCHEMA + " CHARACTER SET utf8mb4");
            statement.execute(
                    """
                    CREATE TABLE IF NOT EXISTS crm.record (
                      id         VARCHAR(40) NOT NULL PRIMARY KEY,
                      content    MEDIUMTEXT  NOT NULL,
                      changed_at TIMESTAMP   NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP
                    ) ENGINE = InnoDB""");
            statement.execute("CREATE USER IF NOT EXISTS " + ACCOUNT);
            statement.execute("ALTER USER " + ACCOUNT + " IDENTIFIED BY '" + server.password() + "'");
            statement.execute("GRANT SELECT, INSERT, UPDATE ON crm.* TO " + ACCOUNT);
            return new CrmDatabase(server.dataSource(SCHEMA), server.password());
        } catch (SQLException e) {
            throw new QuickstartException("The demo's schemas cannot be made: " + e.getMessage(), e);
        }
    }

    /** Lets the application's user publish; called when the product has made its tables. */
    void allowPublishing(DatabaseServer server) {
        try (Connection admin = server.dataSource(PRODUCT_SCHEMA).getConnection();
                Statement statement = admin.createStatement()) {
            statement.execute("GRANT INSERT (workspace_id, payload) ON atlas_outbox TO " + ACCOUNT);
        } catch (SQLException e) {
            throw new QuickstartException("The demo's application cannot be allowed to publish: " + e.getMessage(), e);
        }
    }

    /** Stores the record and publishes the event, or neither. */
    void change(SampleEvent sample) throws SQLException {
        try (Connection connection = server.getConnection(USER, password)) {
            connection.setAutoCommit(false);
            store(connection, sample);
            AtlasOutbox.publish(connection, PRODUCT_SCHEMA, eventOf(sample));
            connection.commit();
        }
    }

    private static void store(Connection connection, SampleEvent sample) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(
                """
                INSERT INTO record (id, content) VALUES (?, ?)
                ON DUPLICATE KEY UPDATE content = VALUES(content)""")) {
            store.setString(1, sample.objectId());
            store.setString(2, sample.data());
            store.executeUpdate();
        }
    }

    private static Event eventOf(SampleEvent sample) {
        EventBuilder event = Event.in(WORKSPACE).type(sample.type()).data(sample.data());
        return sample.previous() == null
                ? event.build()
                : event.previous(sample.previous()).build();
    }
}
