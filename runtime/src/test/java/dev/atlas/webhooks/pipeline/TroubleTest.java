package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the database and the rows in it can do to the engine. Nothing is lost, and nobody else is harmed. */
@DatabaseTest
class TroubleTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":1}}}";
    private final SQLException deadlock = new SQLException("Deadlock found", "40001", 1213);
    private final SQLException full = new SQLException("The table 'atlas_queue' is full", "HY000", 1114);
    private final SQLException tooLong = new SQLException("Data too long for column", "22001", 1406);
    private final SQLException gone = new SQLNonTransientConnectionException("Communications link failure");
    private final SQLException exhausted = new SQLTransientConnectionException("no connection was free");

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private FaultyDatabase faulty;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        faulty = new FaultyDatabase(database.dataSource());
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(faulty, clock, Map.of());
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    @Test
    void aDeadlockIsTriedAgainAndLeavesNoGapAndNoDuplicate() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        faulty.fail("INSERT INTO atlas_queue", 3, deadlock);
        faulty.fail("INSERT INTO atlas_delivery", 3, deadlock);
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.settleEverything();

        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactlyInAnyOrder("1", "2");
        assertThat(atlas.deliveries(endpoint))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void whatCannotBeSettledBecauseTheDatabaseIsGoneOrFullIsSettledLaterWithoutAnotherAttempt() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        for (SQLException error : List.of(gone, exhausted, full)) {
            if (error == full) {
                faulty.fail("INSERT INTO atlas_delivery", 1, error);
            } else {
                faulty.refuseConnections(1, error);
            }
            assertThatThrownBy(() -> {
                        while (true) {
                            atlas.runtime.path().settle().runOnce();
                        }
                    })
                    .hasStackTraceContaining(error.getMessage());
            assertThat(atlas.runtime.inFlight().count()).isEqualTo(1);
        }
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void anAttemptWhoseSettlementOutlastsItsLeaseIsNotMadeAgainByItsOwnNode() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        faulty.refuseConnections(1, gone);
        assertThatThrownBy(() -> {
                    while (true) {
                        atlas.runtime.path().settle().runOnce();
                    }
                })
                .hasStackTraceContaining(gone.getMessage());
        clock.advance(Duration.ofMinutes(2));
        atlas.runtime.path().deliver().runOnce(); // the database is back, and this worker comes first
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void aResultThatCannotBeStoredHoldsNoOtherBack() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(2);
        // Once for both together, once for the first of them alone.
        faulty.fail("INSERT INTO atlas_attempt", 2, tooLong);
        atlas.settleEverything();

        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactlyInAnyOrder(DeliveryStatus.PENDING, DeliveryStatus.DELIVERED);
        clock.advance(Duration.ofSeconds(11));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void aRowThatCannotBeRoutedIsSetAsideAndBlocksNothing() {
        atlas.endpoint(to(receiver.url("/hook")));
        for (int i = 0; i < 3; i++) {
            atlas.publish(DEAL);
        }
        faulty.fail("INSERT INTO atlas_event", 2, tooLong); // all together, then the first alone
        atlas.settleEverything();

        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void theRowThatCannotBeRoutedIsSetAsideAndNotOneThatAnotherNodeHadMeanwhile() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        for (int i = 0; i < 2; i++) {
            atlas.publish(DEAL);
        }
        try (Connection other = database.connect()) {
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("SELECT * FROM atlas_outbox ORDER BY workspace_id, id LIMIT 1 FOR UPDATE");
            }
            faulty.fail("INSERT INTO atlas_event", 2, tooLong, () -> rollBack(other)); // with others, then alone
            atlas.settleEverything();
        }

        assertThat(receiver.received()).hasSize(1);
        String refused = query("SELECT id FROM atlas_outbox_rejected");
        assertThat(atlas.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().event().value()).isLessThan(Long.parseLong(refused)));
    }

    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String query(String text) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(text)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void aWorkspaceThatCannotBeRoutedKeepsNoOtherBack() throws SQLException {
        database.execute("INSERT INTO atlas_workspace (workspace_id, name, created_at) VALUES (2048, 'Other', 0)");
        database.execute(
                "INSERT INTO atlas_outbox (workspace_id, payload) VALUES (2048, '{\"type\":\"deal.created\",\"data\":{}}')");
        atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        faulty.fail("INSERT INTO atlas_event", 3, tooLong); // both together, the first alone, its row
        atlas.settleEverything();

        assertThat(receiver.received()).as("set aside").isEmpty();
        atlas.publish(DEAL);
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(1);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet routed =
                        statement.executeQuery("SELECT COUNT(*) FROM atlas_event WHERE workspace_id = 2048")) {
            routed.next();
            assertThat(routed.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aSecretThatCannotBeDecryptedStopsItsOwnEndpointOnly() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        atlas.endpoint(to(receiver.url("/healthy")));
        database.execute(
                "UPDATE atlas_endpoint_secret SET secret = REVERSE(secret) WHERE endpoint_id = " + broken.value());
        database.execute("UPDATE atlas_workspace SET routing_version = routing_version + 1");
        atlas.publish(DEAL);
        atlas.settleEverything();

        assertThat(receiver.received()).extracting(got -> got.path()).containsExactly("/healthy");
        assertThat(atlas.deliveries(broken))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING));
        assertThat(atlas.runtime.health().isReady()).isTrue();
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains(broken.toString(), "atlas.master-key");

        database.execute(
                "UPDATE atlas_endpoint_secret SET secret = REVERSE(secret) WHERE endpoint_id = " + broken.value());
        database.execute("UPDATE atlas_workspace SET routing_version = routing_version + 1");
        clock.advance(Duration.ofSeconds(11));
        atlas.settleEverything();
        assertThat(receiver.last().path()).isEqualTo("/broken");
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void anEventThatCannotBeReadIsADeadLetterAndBlocksNothing() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answersOnce(500, Map.of());
        receiver.answersOnce(500, Map.of());
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.settleEverything();
        database.execute("UPDATE atlas_event SET tags = '[' ORDER BY event_id LIMIT 1");
        clock.advance(Duration.ofSeconds(11));
        atlas.settleEverything();

        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactlyInAnyOrder(DeliveryStatus.DEAD, DeliveryStatus.DELIVERED);
        assertThat(atlas.deliveries(endpoint))
                .filteredOn(view -> view.dead() != null)
                .singleElement()
                .satisfies(view -> assertThat(view.dead().reason()).isEqualTo("unreadable"));
    }

    @Test
    void aNodeWhoseClockDiffersFromTheDatabasesSaysSo() {
        atlas.runtime.clockWatch().runOnce();
        assertThat(atlas.runtime.health().notices()).singleElement().asString().contains("clock", "NTP");
        assertThat(atlas.runtime.health().isReady()).isTrue();
    }

    @Test
    void anEndpointWhoseHeadersCannotBeDecryptedWaitsAndCanBeChangedPausedAndDeleted() throws SQLException {
        EndpointId broken = atlas.endpoint(new EndpointInput(
                receiver.url("/broken"), null, null, null, null, null, null, Map.of("X-Key", "1"), null, null));
        spoilHeaders(broken);
        atlas.publish(DEAL);
        for (int i = 0; i < 10; i++) {
            atlas.settleEverything();
            clock.advance(Duration.ofHours(25));
        }

        assertThat(receiver.received()).isEmpty();
        assertThat(atlas.deliveries(broken)).singleElement().satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
            assertThat(view.delivery().schedule().attempts()).isZero();
        });
        assertThat(atlas.view(broken).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
        atlas.runtime.watch().runOnce();

        EndpointAdmin endpoints = atlas.runtime.services().endpoints();
        ok(endpoints.update(ACTOR, broken, to(receiver.url("/moved"))));
        ok(endpoints.pause(ACTOR, broken, ""));
        ok(endpoints.resume(ACTOR, broken));
        spoilHeaders(broken); // twice is not at all: the key they were encrypted with is back
        atlas.publish(DEAL);
        atlas.settleEverything();
        assertThat(receiver.last().path()).isEqualTo("/moved");
        assertThat(receiver.last().header("x-key")).as("kept by the change").isEqualTo("1");
        spoilHeaders(broken);
        ok(endpoints.delete(ACTOR, broken));
    }

    private void spoilHeaders(EndpointId endpoint) throws SQLException {
        database.execute(
                "UPDATE atlas_endpoint SET headers = REVERSE(headers), changed_in = changed_in + 1000 WHERE endpoint_id = "
                        + endpoint.value());
        database.execute("UPDATE atlas_workspace SET routing_version = routing_version + 1000");
    }

    @Test
    void anEndpointThatCannotBeReadKeepsNoOtherFromComingBack() throws SQLException {
        EndpointId broken = atlas.endpoint(to(receiver.url("/broken")));
        EndpointId other = atlas.endpoint(to(receiver.url("/other")));
        EndpointAdmin endpoints = atlas.runtime.services().endpoints();
        ok(endpoints.pause(ACTOR, broken, ""));
        ok(endpoints.pause(ACTOR, other, ""));
        database.execute("UPDATE atlas_endpoint SET signature = 'none' WHERE endpoint_id = " + broken.value());
        atlas.runtime.path().drain().runOnce();
        atlas.runtime.path().drain().runOnce();

        assertThat(atlas.view(other).endpoint().flow()).isEqualTo(EndpointFlow.OPEN);
        assertThat(atlas.runtime.health().notices()).singleElement().asString().contains(broken.toString());
        database.execute("UPDATE atlas_endpoint SET signature = 'atlas' WHERE endpoint_id = " + broken.value());
        clock.advance(Duration.ofSeconds(2));
        atlas.runtime.path().drain().runOnce();
        assertThat(atlas.view(broken).endpoint().flow()).isEqualTo(EndpointFlow.OPEN);
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void aResultWhoseSettlementRunsOutOfMemoryIsSettledLater() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        faulty.fail("INSERT INTO atlas_attempt", 1, full, () -> {
            throw new OutOfMemoryError("made up");
        });
        assertThatThrownBy(() -> {
                    while (true) {
                        atlas.runtime.path().settle().runOnce();
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(atlas.runtime.inFlight().count()).isZero();
        assertThat(atlas.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }
}
