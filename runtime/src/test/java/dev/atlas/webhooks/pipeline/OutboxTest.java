package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events published by plain SQL, in the publisher's own transaction. */
@DatabaseTest
class OutboxTest {
    private TestReceiver receiver;
    private SteppedRuntime atlas;
    private TestDatabase database;
    private EndpointId endpoint;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, new TestClock(), Map.of());
        endpoint = atlas.endpoint(to(receiver.url("/hook")));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    @Test
    void theDocumentedInsertPublishesWithTheTransaction() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insert(connection, event("deal.created", "{\"deal\":{\"value\":9007199254740993.10}}"));
            atlas.settleEverything();
            assertThat(receiver.received()).as("not committed yet").isEmpty();
            connection.commit();
        }
        atlas.settleEverything();

        assertThat(receiver.received()).singleElement().satisfies(got -> assertThat(got.body())
                .as("numbers keep their digits")
                .contains("\"data\":{\"deal\":{\"value\":9007199254740993.10}}"));
        assertThat(count("atlas_outbox")).isZero();
    }

    @Test
    void aRolledBackTransactionPublishesNothing() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            insert(connection, event("deal.created", "{}"));
            connection.rollback();
        }
        atlas.settleEverything();

        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void aTransactionHeldOpenIsNeitherSkippedNorBlocksOthers() throws SQLException {
        try (Connection slow = database.connect();
                Connection quick = database.connect()) {
            slow.setAutoCommit(false);
            insert(slow, event("deal.created", "{\"deal\":{\"id\":\"slow\"}}"));
            for (int i = 0; i < 5; i++) {
                insert(quick, event("deal.created", "{\"deal\":{\"id\":\"quick\"}}"));
            }
            atlas.settleEverything();
            assertThat(receiver.received()).hasSize(5).allSatisfy(got -> assertThat(got.body())
                    .contains("quick"));
            slow.commit();
        }
        atlas.settleEverything();

        assertThat(receiver.last().body()).contains("slow").contains("\"sequence\":6");
    }

    @Test
    void whatIsNoEventIsSetAsideWithTheReasonAndBlocksNothing() throws SQLException {
        try (Connection connection = database.connect()) {
            insert(connection, "{not json");
            insert(connection, event("no.such_type", "{}"));
            insert(connection, event("deal.created", "[]"));
            insert(connection, event("deal.created", "{}"));
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (77, '{}')");
            }
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(count("atlas_outbox")).isZero();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT GROUP_CONCAT(reason ORDER BY workspace_id, id SEPARATOR '\n') FROM atlas_outbox_rejected")) {
            rows.next();
            assertThat(rows.getString(1).lines())
                    .satisfiesExactly(
                            reason -> assertThat(reason).isEqualTo("there is no workspace with the number 77"),
                            reason -> assertThat(reason).startsWith("not valid JSON"),
                            reason -> assertThat(reason).contains("'no.such_type' is not in the catalogue"),
                            reason -> assertThat(reason).isEqualTo("/data must be a JSON object"));
        }
    }

    @Test
    void anEventWithAnIdOfItsOwnIsTakenOnce() throws SQLException {
        String event = "{\"id\":\"order-1\",\"type\":\"deal.created\",\"data\":{}}";
        try (Connection connection = database.connect()) {
            insert(connection, event);
            insert(connection, event);
        }
        assertThat(atlas.publish(event)).isEqualTo("order-1");
        atlas.settleEverything();
        assertThat(atlas.publish(event)).isEqualTo("order-1");
        atlas.settleEverything();

        assertThat(receiver.received()).singleElement().satisfies(got -> {
            assertThat(got.body()).startsWith("{\"id\":\"order-1\"");
            assertThat(got.header("Atlas-Event-Id")).isEqualTo("order-1");
        });
    }

    @Test
    void sequencesAreGaplessInTheOrderOfRouting() {
        for (int i = 0; i < 20; i++) {
            atlas.publish(event("deal.created", "{\"deal\":{\"id\":\"" + i + "\"}}"));
        }
        atlas.settleEverything();

        assertThat(atlas.deliveries(endpoint))
                .extracting(DeliveryView::delivery)
                .extracting(delivery -> delivery.sequence())
                .containsExactlyInAnyOrder(
                        1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L);
    }

    @Test
    void theEventsOfSeveralWorkspacesAreRoutedAtOnce() throws SQLException {
        atlas.publish(event("deal.created", "{}"));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO atlas_workspace (workspace_id, name, created_at) VALUES (2048, 'Other', 0)");
            statement.execute(
                    "INSERT INTO atlas_outbox (workspace_id, payload) VALUES (2048, '{\"type\":\"deal.created\",\"data\":{}}')");
        }

        assertThat(atlas.runtime.path().route().runOnce()).isEqualTo(2);
        assertThat(count("atlas_outbox")).isZero();
        assertThat(count("atlas_event")).isEqualTo(2);
    }

    private static String event(String type, String data) {
        return "{\"type\":\"" + type + "\",\"data\":" + data + "}";
    }

    private static void insert(Connection connection, String payload) throws SQLException {
        try (var insert =
                connection.prepareStatement("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (?, ?)")) {
            insert.setLong(1, SteppedRuntime.WORKSPACE.value());
            insert.setString(2, payload);
            insert.execute();
        }
    }

    private int count(String table) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void aRowForANumberThatNoWorkspaceCanHaveIsKeptAsideAndBlocksNothing() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (0, '{}'), (-5, '{}')");
            insert(connection, event("deal.created", "{}"));
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(count("atlas_outbox")).isZero();
        assertThat(count("atlas_outbox_rejected")).isEqualTo(2);
    }

    @Test
    void aRowThatIsMuchTooLargeIsKeptAsideWholeWithoutBeingRead() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            // Twice as long once it is quoted, which is more than the server takes.
            statement.execute(
                    "INSERT INTO atlas_outbox (workspace_id, payload) VALUES (1024, REPEAT('\\n', 12000000))");
            insert(connection, event("deal.created", "{}"));
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(count("atlas_outbox")).isZero();
        assertThat(count("atlas_outbox_rejected WHERE LENGTH(payload) = 12000000 AND reason LIKE '%256 KiB%'"))
                .isEqualTo(1);
    }

    @Test
    void aRowWhoseNumberWasRejectedBeforeHoldsNothingUp() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String broken : new String[] {"{", "[]"}) {
                statement.execute(
                        "INSERT INTO atlas_outbox (workspace_id, id, payload) VALUES (1024, 77, '" + broken + "')");
                atlas.settleEverything();
            }
            insert(connection, event("deal.created", "{}"));
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(count("atlas_outbox_rejected WHERE id = 77 AND payload = '[]'"))
                .isEqualTo(1);
    }
}
