package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many deliveries for one endpoint, and what they do to others: nothing. */
@DatabaseTest
class BacklogTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of("atlas.delivery.max-in-flight-per-endpoint", "3"));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private EndpointId serialized(String path) {
        return atlas.endpoint(
                new EndpointInput(receiver.url(path), null, null, null, null, true, null, null, null, null));
    }

    /** Puts deliveries into the queue that wait for an endpoint. */
    private void waiting(EndpointId endpoint, int count) throws SQLException {
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM atlas_queue");
            StringBuilder rows = new StringBuilder();
            for (int i = 1; i <= count; i++) {
                rows.append(i == 1 ? "" : ",")
                        .append(
                                "(1024, %d, %d, (SELECT MIN(event_id) FROM atlas_event), 'deal.created', %d, 1, 'waiting', 0)"
                                        .formatted(i, endpoint.value(), i + 1));
            }
            statement.execute(
                    """
                    INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                        filter_version, status, created_at) VALUES
                    """
                            + rows);
            statement.execute("INSERT IGNORE INTO atlas_backlog VALUES (1024, " + endpoint.value() + ")");
        }
    }

    private void settleWhatIsUnderWay() {
        while (atlas.runtime.inFlight().count() > 0) {
            atlas.runtime.path().settle().runOnce();
        }
    }

    private int count(String rows) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
            row.next();
            return row.getInt(1);
        }
    }

    @Test
    void whatAnEndpointHasNoRoomForWaitsAndGoesOutInOrderWithoutBeingDue() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        for (int i = 0; i < 20; i++) {
            atlas.publish(DEAL);
        }
        atlas.runtime.path().route().runOnce();
        assertThat(atlas.runtime.inFlight().count())
                .as("what a new endpoint gets")
                .isEqualTo(2);
        assertThat(atlas.deliveries(endpoint))
                .hasSize(20)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING));
        atlas.settleEverything();

        assertThat(atlas.deliveries(endpoint))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
        assertThat(receiver.received()).hasSize(20);
    }

    @Test
    void retriesOfAFullEndpointLeaveTheClaimsSightSoThatOthersComeThrough() throws SQLException {
        EndpointId full = atlas.endpoint(to(receiver.url("/full")));
        receiver.answers(500);
        for (int i = 0; i < 8; i++) {
            atlas.publish(DEAL);
        }
        atlas.settleEverything();
        clock.advance(Duration.ofSeconds(12));
        atlas.runtime.path().deliver().runOnce();

        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var due =
                        statement.executeQuery("SELECT COUNT(*) FROM atlas_queue WHERE due_at <= " + clock.millis())) {
            due.next();
            assertThat(due.getInt(1)).as("still in the claim's sight").isZero();
        }
        receiver.answers(200);
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(1));
        atlas.settleEverything();
        assertThat(atlas.deliveries(full))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void theSettlementSendsASerializedEndpointsNextDeliveryItself() {
        EndpointId endpoint = serialized("/hook");
        for (int i = 0; i < 6; i++) {
            atlas.publish(DEAL);
        }
        atlas.runtime.path().route().runOnce();
        for (int sent = 1; sent <= 6; sent++) {
            receiver.awaitRequests(sent);
            while (atlas.runtime.path().settle().runOnce() == 0) {
                Thread.onSpinWait();
            }
        }

        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 6).mapToObj(Integer::toString).toList());
        assertThat(atlas.deliveries(endpoint))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void aLargeBacklogIsHeldPieceByPieceAndComesBack() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        waiting(endpoint, 4_500);
        ok(atlas.runtime.services().endpoints().pause(ACTOR, endpoint, ""));
        assertThat(atlas.view(endpoint).waiting()).isEqualTo(2_000);
        while (atlas.runtime.path().drain().runOnce() > 0) {
            Thread.onSpinWait();
        }
        assertThat(atlas.view(endpoint).waiting()).isEqualTo(4_500);

        int received = receiver.received().size();
        ok(atlas.runtime.services().endpoints().resume(ACTOR, endpoint));
        atlas.runtime.path().drain().runOnce();
        atlas.runtime.path().deliver().runOnce();
        receiver.awaitRequests(received + 1);
        assertThat(receiver.received()).as("one probe first").hasSize(received + 1);
    }

    @Test
    void anAutomaticPauseIsToldWithTheWholeBacklogAndNotOnlyWhatIsHeldAtOnce() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        EndpointId asked = atlas.endpoint(new EndpointInput(
                receiver.url("/ops"), null, null, List.of("endpoint.paused"), null, null, null, null, null, null));
        waiting(endpoint, 4_500);
        settleWhatIsUnderWay();
        receiver.answers(410);
        atlas.runtime.path().deliver().runOnce();
        int underWay = atlas.runtime.inFlight().count();
        settleWhatIsUnderWay();
        receiver.answers(200);
        atlas.runtime.watch().runOnce();
        atlas.settleEverything();

        assertThat(atlas.deliveries(asked)).hasSize(1);
        assertThat(receiver.last().body())
                .contains("\"type\":\"endpoint.paused\"", "\"waiting\":" + (4_500 - underWay));
    }

    @Test
    void theNextStepOfADrainDoesNotWaitForTheNextLook() {
        Worker drain = atlas.runtime.path().drain();
        assertThat(drain.does(Matter.DRAIN)).isTrue();
        assertThat(drain.pauses().shortest()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aLargeBacklogOfADeletedEndpointIsCancelledPieceByPiece() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        waiting(endpoint, 2_500);
        ok(atlas.runtime.services().endpoints().delete(ACTOR, endpoint));
        atlas.settleEverything();

        assertThat(count("atlas_queue")).isZero();
        assertThat(count("atlas_delivery WHERE status = 'cancelled'")).isEqualTo(2_500);
    }

    @Test
    void anAttemptThatWasUnderWayWhenItsDeliveryWasCancelledIsInTheLog() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        ok(atlas.runtime.services().endpoints().pause(ACTOR, endpoint, ""));
        DeliveryId delivery = atlas.deliveries(endpoint).get(0).delivery().id();
        ok(atlas.runtime.services().deliveries().cancel(ACTOR, delivery));
        atlas.settleEverything();

        assertThat(ok(atlas.runtime.services().deliveries().get(delivery))).satisfies(detail -> {
            assertThat(detail.view().delivery().status()).isEqualTo(DeliveryStatus.CANCELLED);
            assertThat(detail.view().delivery().schedule().attempts()).isEqualTo(1);
            assertThat(detail.attempts()).hasSize(1);
        });
    }

    @Test
    void theOneAttemptOfASerializedEndpointIsNotCancelledWhileItIsUnderWay() {
        EndpointId endpoint = serialized("/hook");
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        CountDownLatch answer = new CountDownLatch(1);
        receiver.answersAfter(answer);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1);
        DeliveryId first = atlas.deliveries(endpoint).stream()
                .map(view -> view.delivery())
                .filter(delivery -> delivery.sequence() == 1)
                .findFirst()
                .orElseThrow()
                .id();

        assertThat(atlas.runtime.services().deliveries().cancel(ACTOR, first))
                .isEqualTo(
                        new Result.Conflict<>(
                                "an attempt is under way, and its endpoint takes one at a time; cancel it when that has ended"));
        atlas.runtime.path().deliver().runOnce();
        assertThat(receiver.received()).hasSize(1);
        answer.countDown();
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void whatBeganToWaitForADeletedEndpointAfterAllElseWasCancelledIsCancelledToo() throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        ok(atlas.runtime.services().endpoints().delete(ACTOR, endpoint));
        atlas.settleEverything();
        waiting(endpoint, 3);
        clock.advance(Duration.ofSeconds(1));
        atlas.settleEverything();

        assertThat(receiver.received()).isEmpty();
        assertThat(atlas.deliveries(endpoint))
                .hasSize(3)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.CANCELLED));
        assertThat(count("atlas_backlog")).isZero();
    }

    @Test
    void whatBeganToWaitForAPausedEndpointAfterAllElseWasHeldIsHeldTooAndNobodyIsAskedForItAnyMore()
            throws SQLException {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        ok(atlas.runtime.services().endpoints().pause(ACTOR, endpoint, ""));
        atlas.settleEverything();
        waiting(endpoint, 3);
        clock.advance(Duration.ofSeconds(1));
        atlas.settleEverything();

        assertThat(atlas.view(endpoint).waiting()).isEqualTo(3);
        assertThat(count("atlas_backlog")).isZero();
        ok(atlas.runtime.services().endpoints().resume(ACTOR, endpoint));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(3);
    }

    @Test
    void aClockThatIsPutBackKeepsNothingWaiting() {
        EndpointId endpoint = atlas.endpoint(
                new EndpointInput(receiver.url("/hook"), null, null, null, null, null, null, null, 1, null));
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.settleEverything();
        assertThat(receiver.received()).as("one a second").hasSize(1);

        clock.advance(Duration.ofHours(-1));
        atlas.settleEverything();
        clock.advance(Duration.ofSeconds(1));
        atlas.settleEverything();
        assertThat(atlas.deliveries(endpoint))
                .hasSize(2)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }
}
