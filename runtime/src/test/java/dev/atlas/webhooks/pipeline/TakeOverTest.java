package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.ACTOR;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.ok;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: leases end, fences hold. */
@DatabaseTest
class TakeOverTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private FaultyDatabase faulty;
    private TestReceiver receiver;
    private SteppedRuntime first;
    private SteppedRuntime second;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
        faulty = new FaultyDatabase(database.dataSource());
        first = new SteppedRuntime(faulty, clock, Map.of());
        second = new SteppedRuntime(database, clock, Map.of());
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        receiver.close();
    }

    @Test
    void aNodeTakesOverWhatAnotherClaimedAndDidNotSettleAndTheLateSettlementChangesNothing() {
        EndpointId endpoint = first.endpoint(to(receiver.url("/hook")));
        first.publish(EVENT);
        first.runtime.path().route().runOnce(); // claimed and sent, not settled: as if frozen
        receiver.awaitRequests(1);

        second.settleEverything();
        assertThat(receiver.received()).as("the lease still holds").hasSize(1);
        clock.advance(Duration.ofSeconds(61));
        second.settleEverything();
        assertThat(receiver.received()).as("sent again by the other node").hasSize(2);
        assertThat(receiver.last().body()).isEqualTo(receiver.received().get(0).body());

        first.settleEverything(); // the frozen node wakes up
        assertThat(second.deliveries(endpoint)).singleElement().satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(view.delivery().schedule().attempts()).isEqualTo(1);
        });
    }

    @Test
    void aNodeThatStoodStillAfterItsClaimDoesNotSendWhatAnotherHasTakenOver() {
        EndpointId endpoint = first.endpoint(to(receiver.url("/hook")));
        first.publish(EVENT);
        faulty.afterCommit(() -> {
            clock.advance(Duration.ofSeconds(41));
            second.settleEverything();
        });
        first.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(first.runtime.inFlight().count()).isZero();
        assertThat(second.deliveries(endpoint)).singleElement().satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(view.delivery().schedule().attempts()).isEqualTo(1);
        });
    }

    @Test
    void aSerializedEndpointIsNeverOvertakenWhileANodeDiesAndRejoins() {
        EndpointId endpoint = first.endpoint(serialized(receiver.url("/hook")));
        for (int i = 0; i < 3; i++) {
            first.publish(EVENT);
        }
        first.runtime.path().route().runOnce(); // the head is sent and not settled: as if dead
        receiver.awaitRequests(1);
        second.publish(EVENT);
        second.settleEverything();
        assertThat(receiver.received()).as("the head keeps the others back").hasSize(1);

        clock.advance(Duration.ofSeconds(41));
        receiver.answersOnce(500, Map.of());
        second.settleEverything();
        assertThat(sequences()).as("the head again, which failed").containsExactly("1", "1");
        first.settleEverything(); // it is back, with its late settlement
        assertThat(sequences()).containsExactly("1", "1");

        clock.advance(Duration.ofSeconds(12));
        first.publish(EVENT);
        first.runtime.path().deliver().runOnce(); // whichever node comes first
        second.settleEverything();
        first.settleEverything();
        assertThat(sequences()).containsExactly("1", "1", "1", "2", "3", "4", "5");
        assertThat(first.deliveries(endpoint))
                .hasSize(5)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void nodesWhoseClocksDifferByMoreThanALeaseGoByTheDatabasesAndKeepTheirLeases(TestDatabase database) {
        TestClock late = new TestClock();
        late.advance(Duration.ofSeconds(-90));
        try (SteppedRuntime third = new SteppedRuntime(database, late, Map.of());
                SteppedRuntime fourth = new SteppedRuntime(database, clock, Map.of())) {
            third.runtime.clockWatch().runOnce();
            fourth.runtime.clockWatch().runOnce();
            third.endpoint(to(receiver.url("/hook")));
            third.publish(EVENT);
            third.runtime.path().route().runOnce();
            receiver.awaitRequests(1);

            fourth.settleEverything();
            assertThat(receiver.received()).as("the lease holds").hasSize(1);
            clock.advance(Duration.ofSeconds(39));
            fourth.settleEverything();
            assertThat(receiver.received()).as("the lease still holds").hasSize(1);
            clock.advance(Duration.ofSeconds(2));
            fourth.settleEverything();
            assertThat(receiver.received()).as("taken over when it ends").hasSize(2);
            assertThat(fourth.runtime.health().notices())
                    .anySatisfy(notice -> assertThat(notice).contains("clock", "NTP"));
        }
    }

    private static EndpointInput serialized(String url) {
        return new EndpointInput(url, null, null, null, null, true, null, null, null, null);
    }

    private List<String> sequences() {
        return receiver.received().stream()
                .map(request -> request.header("Atlas-Sequence"))
                .toList();
    }

    @Test
    void whatADeadNodeLeftIsNotHeldForAnEndpointThatComesBackAtThisMoment() {
        EndpointId endpoint = first.endpoint(to(receiver.url("/hook")));
        second.publish(EVENT);
        second.runtime.path().route().runOnce(); // sent and not settled: as if dead
        receiver.awaitRequests(1);
        ok(second.runtime.services().endpoints().pause(ACTOR, endpoint, ""));
        second.runtime.path().drain().runOnce();
        clock.advance(Duration.ofSeconds(41));
        faulty.before(
                "SELECT endpoint_id FROM atlas_endpoint_sequence",
                () -> ok(second.runtime.services().endpoints().resume(ACTOR, endpoint)));
        first.settleEverything();

        assertThat(receiver.received()).hasSize(2);
        assertThat(second.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void anAttemptDoesNotOutlastItsLeaseBecauseItsEndpointWasMadeWithALongerTimeout() {
        EndpointId endpoint = first.endpoint(to(receiver.url("/hook")));
        receiver.answersAfter(new CountDownLatch(1));
        try (SteppedRuntime hasty = new SteppedRuntime(database, clock, Map.of("atlas.delivery.timeout", "200ms"))) {
            hasty.publish(EVENT);
            hasty.settleEverything();
            assertThat(hasty.view(endpoint).lastError()).contains("within 200 ms");
        }
    }
}
