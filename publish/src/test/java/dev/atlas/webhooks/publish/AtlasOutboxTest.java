package dev.atlas.webhooks.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@DatabaseTest
class AtlasOutboxTest {
    private static final Event EVENT = Event.in(1024)
            .type("deal.updated")
            .data(Map.of("deal", Map.of("title", "Zürich 🏔", "value", 25000)))
            .build();

    private TestDatabase database;

    @BeforeEach
    void migrate(TestDatabase database) throws SQLException, IOException {
        this.database = database;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : outboxScript().replaceAll("--.*", "").split(";\n", 0)) {
                statement.execute(sql);
            }
            statement.execute("ALTER TABLE atlas_outbox ADD COLUMN traceparent VARCHAR(55) NULL");
            statement.execute("CREATE TABLE business (id INT PRIMARY KEY) ENGINE = InnoDB");
        }
    }

    private static String outboxScript() throws IOException {
        try (InputStream script =
                AtlasOutboxTest.class.getResourceAsStream("/dev/atlas/webhooks/sql/V003__event.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aCommittedTransactionPublishesItsEventAsItIs() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            change(connection);
            AtlasOutbox.publish(connection, EVENT);
            assertThat(published()).isEmpty();
            connection.commit();
        }
        assertThat(published()).containsExactly(EVENT);
    }

    @Test
    void aRolledBackTransactionPublishesNothing() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            change(connection);
            AtlasOutbox.publish(connection, EVENT);
            connection.rollback();
        }
        assertThat(published()).isEmpty();
    }

    @Test
    void anEventOutlivesAFailedStatementOfItsTransaction() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            change(connection);
            AtlasOutbox.publish(connection, EVENT);
            assertThatThrownBy(() -> change(connection)).isInstanceOf(SQLException.class);
            connection.commit();
        }
        assertThat(published()).containsExactly(EVENT);
    }

    @Test
    void theConnectionIsLeftAsItWas() throws SQLException {
        try (Connection connection = database.connect()) {
            AtlasOutbox.publish(connection, EVENT);
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(published()).hasSize(1);
    }

    @Test
    void aBatchKeepsEveryEventWithItsWorkspace() throws SQLException {
        List<Event> events = List.of(
                EVENT,
                EVENT,
                Event.in(2048).type("contact.created").data("{}").build(),
                Event.in(1024).type("contact.deleted").data("{}").build());
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            AtlasOutbox.publishAll(connection, events);
            connection.commit();
        }
        assertThat(published()).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void theTraceOfAPublisherGoesWithItsEvent() throws SQLException {
        Event traced = Event.in(1024)
                .type("deal.created")
                .data("{}")
                .traceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .build();
        try (Connection connection = database.connect()) {
            AtlasOutbox.publishAll(connection, List.of(traced, EVENT));
        }
        assertThat(published()).containsExactlyInAnyOrder(traced, EVENT);
        EventBuilder wrong = Event.in(1024).type("deal.created").data("{}").traceparent("00-abc");
        assertThatThrownBy(wrong::build)
                .hasMessageContaining("a traceparent is like 00-4bf92f")
                .hasMessageContaining("00-abc");
    }

    @Test
    void anEmptyBatchDoesNothing() throws SQLException {
        try (Connection connection = database.connect()) {
            AtlasOutbox.publishAll(connection, List.of());
        }
        assertThat(published()).isEmpty();
    }

    @Test
    void anEventGoesIntoTheOutboxOfAnotherSchema(TestDatabase application) throws SQLException {
        try (Connection connection = application.connect()) {
            AtlasOutbox.publish(connection, database.name(), EVENT);
            AtlasOutbox.publishAll(connection, database.name(), List.of(EVENT));
        }
        assertThat(published()).containsExactly(EVENT, EVENT);
    }

    @Test
    void aSchemaThatIsNoIdentifierIsRefusedBeforeAnySql() throws SQLException {
        try (Connection connection = database.connect()) {
            for (String schema : List.of("", "a`b", "a.b", "a b", "x".repeat(65))) {
                assertThatThrownBy(() -> AtlasOutbox.publish(connection, schema, EVENT))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("a schema's name is 1 to 64 letters, digits and _ $ -, not '" + schema + "'");
            }
        }
    }

    @Test
    void plainSqlOfAUserWhoMayOnlyInsertIsEnough() throws SQLException {
        try (Connection admin = database.connect();
                Statement statement = admin.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS 'app'@'127.0.0.1' IDENTIFIED BY 'app-password'");
            statement.execute("GRANT INSERT (workspace_id, payload) ON " + database.name()
                    + ".atlas_outbox TO 'app'@'127.0.0.1'");
        }
        try (Connection app = database.dataSource().getConnection("app", "app-password");
                Statement statement = app.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO atlas_outbox (workspace_id, payload)
                    VALUES (1024, '{"type":"deal.deleted","data":{"deal":{"id":"d_91"}}}')""");
            AtlasOutbox.publish(app, EVENT);
            assertThatThrownBy(() -> statement.executeQuery("SELECT payload FROM atlas_outbox"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("denied");
        }
        assertThat(published()).hasSize(2).contains(EVENT);
    }

    private void change(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO business (id) VALUES (1)");
        }
    }

    private List<Event> published() throws SQLException {
        List<Event> events = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT workspace_id, payload, traceparent FROM atlas_outbox ORDER BY id")) {
            while (rows.next()) {
                events.add(new Event(
                        rows.getLong("workspace_id"), rows.getString("payload"), rows.getString("traceparent")));
            }
        }
        return events;
    }
}
