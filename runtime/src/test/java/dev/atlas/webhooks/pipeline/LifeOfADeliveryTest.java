package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the outbox to the receiver, through 48 hours of failure, under a clock that is stepped. */
@DatabaseTest
class LifeOfADeliveryTest {
    private static final String DEAL =
            "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":25000,\"tags\":[\"enterprise\",\"emea\"]}},"
                    + "\"previous\":{\"deal\":{\"value\":9000}},\"tags\":[\"q4\"],\"created\":1732365600}";

    private final TestClock clock = new TestClock();
    private final Instant end = clock.instant().plus(Duration.ofHours(60));
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of());
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    @Test
    void theReceiverGetsTheContractsBodyAndHeaders() throws Exception {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        String secret = SteppedRuntime.ok(atlas.runtime.services().secrets().reveal(SteppedRuntime.ACTOR, endpoint))
                .secret();

        String event = atlas.publish(DEAL);
        atlas.settleEverything();

        TestReceiver.Received got = receiver.last();
        assertThat(got.body())
                .isEqualTo("{\"id\":\"" + event
                        + "\",\"object\":\"event\",\"type\":\"deal.updated\",\"created\":1732365600,"
                        + "\"sequence\":1,\"workspace\":\"" + SteppedRuntime.WORKSPACE
                        + "\",\"tags\":[\"emea\",\"enterprise\",\"q4\"],"
                        + "\"data\":{\"deal\":{\"value\":25000,\"tags\":[\"enterprise\",\"emea\"]}},"
                        + "\"previous\":{\"deal\":{\"value\":9000}}}");
        assertThat(got.header("Atlas-Attempt")).isEqualTo("1");
        assertThat(got.header("Atlas-Event-Id")).isEqualTo(event);
        assertThat(got.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        Webhook.Signature.verifyHeader(got.body(), got.header("Atlas-Signature"), secret, 0);
        assertThat(atlas.deliveries(endpoint)).singleElement().satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
            assertThat(view.delivery().schedule().attempts()).isEqualTo(1);
        });
    }

    @Test
    void theRetriesComeAtTheContractsOffsetsAndTheTenthFailureIsADeadLetterThatPausesTheEndpoint() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(500);
        atlas.publish(DEAL);
        Instant first = clock.instant();
        atlas.settleEverything();

        List<Duration> offsets = List.of(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(12),
                Duration.ofHours(24),
                Duration.ofHours(48));
        for (int retry = 0; retry < offsets.size(); retry++) {
            DeliveryView waiting = atlas.deliveries(endpoint).get(0);
            assertThat(waiting.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
            Duration offset = Duration.between(first, waiting.nextAttemptAt());
            Duration latest = retry == offsets.size() - 1
                    ? offsets.get(retry)
                    : offsets.get(retry).multipliedBy(11).dividedBy(10);
            assertThat(offset).isBetween(offsets.get(retry), latest);
            clock.advance(
                    Duration.between(clock.instant(), waiting.nextAttemptAt()).minusMillis(1));
            atlas.settleEverything();
            assertThat(receiver.received()).hasSize(retry + 1);
            clock.advance(Duration.ofMillis(1));
            atlas.settleEverything();
            assertThat(receiver.received()).hasSize(retry + 2);
            assertThat(receiver.last().header("Atlas-Attempt")).isEqualTo(Integer.toString(retry + 2));
            assertThat(receiver.last().body())
                    .isEqualTo(receiver.received().get(0).body());
        }

        assertThat(atlas.deliveries(endpoint).get(0)).satisfies(view -> {
            assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DEAD);
            assertThat(view.dead()).isNotNull();
        });
        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
        assertThat(atlas.view(endpoint).endpoint().paused())
                .satisfies(pause -> assertThat(pause.automatic()).isTrue());
    }

    @Test
    void aPoisonedPayloadIsADeadLetterButDoesNotPauseAnEndpointThatTakesOthers() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answersOnce(500, Map.of());
        atlas.publish(DEAL);
        atlas.settleEverything();
        atlas.publish(DEAL);
        atlas.settleEverything();
        receiver.answers(500);

        while (atlas.deliveries(endpoint).stream().anyMatch(v -> v.delivery().status() == DeliveryStatus.PENDING)) {
            clock.advance(Duration.ofHours(1));
            atlas.settleEverything();
        }

        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactly(DeliveryStatus.DELIVERED, DeliveryStatus.DEAD);
        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
    }

    @Test
    void whatAnEndpointTookBeforeTheFirstAttemptDoesNotKeepItFromBeingPaused() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        atlas.publish(DEAL);
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(1)); // beyond what the attempt took by the real clock
        receiver.answers(500);
        atlas.publish(DEAL);
        atlas.settleEverything();
        while (atlas.view(endpoint).endpoint().status() == EndpointStatus.ACTIVE
                && clock.instant().isBefore(end)) {
            clock.advance(Duration.ofHours(1));
            atlas.settleEverything();
        }

        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
        assertThat(receiver.received()).hasSize(11);
    }

    @Test
    void aDeadHeadOfASerializedEndpointPausesItAlthoughThePredecessorWasTakenInTheSameMillisecond() {
        EndpointId endpoint = atlas.endpoint(
                new EndpointInput(receiver.url("/hook"), null, null, null, null, true, null, null, null, null));
        receiver.answersOnce(200, Map.of());
        receiver.answers(500);
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.publish(DEAL);
        atlas.settleEverything();
        while (atlas.view(endpoint).endpoint().status() == EndpointStatus.ACTIVE
                && clock.instant().isBefore(end)) {
            clock.advance(Duration.ofHours(1));
            atlas.settleEverything();
        }

        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactlyInAnyOrder(DeliveryStatus.DELIVERED, DeliveryStatus.DEAD, DeliveryStatus.HELD);
    }

    @Test
    void goneIsADeadLetterAtOnceAndPausesTheEndpoint() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(410);
        atlas.publish(DEAL);
        atlas.settleEverything();

        assertThat(atlas.deliveries(endpoint).get(0).dead())
                .satisfies(d -> assertThat(d.reason()).isEqualTo("gone"));
        assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
    }

    @Test
    void aPausedEndpointHoldsItsEventsAndGetsThemInOrderAfterAProbe() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        SteppedRuntime.ok(atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, endpoint, "maintenance"));
        for (int i = 0; i < 30; i++) {
            atlas.publish(DEAL);
        }
        atlas.settleEverything();
        assertThat(receiver.received()).isEmpty();
        assertThat(atlas.view(endpoint).waiting()).isEqualTo(30);

        receiver.answersOnce(503, Map.of());
        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, endpoint));
        atlas.settleEverything();
        assertThat(receiver.received()).as("only the probe").hasSize(1);
        atlas.publish(DEAL);
        atlas.settleEverything();
        assertThat(atlas.view(endpoint).waiting())
                .as("a new event waits behind the held ones")
                .isEqualTo(30);

        clock.advance(Duration.ofSeconds(12));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(32);
        assertThat(atlas.view(endpoint).waiting()).isZero();
        assertThat(atlas.deliveries(endpoint))
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void theTraceOfThePublisherGoesOnToTheReceiverWithASpanForEachAttempt() {
        atlas.endpoint(SteppedRuntime.to(receiver.url("/hook")));
        receiver.answersOnce(500, Map.of());
        String trace = "0af7651916cd43dd8448eb211c80319c";
        atlas.runtime
                .services()
                .ingest()
                .publish(
                        SteppedRuntime.WORKSPACE,
                        "{\"type\":\"deal.created\",\"data\":{}}",
                        null,
                        TraceParent.parse("00-" + trace + "-b7ad6b7169203331-01"));
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(1));
        atlas.settleEverything();

        assertThat(receiver.received())
                .extracting(request -> request.header("traceparent"))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(header -> assertThat(header)
                        .matches("00-" + trace + "-[0-9a-f]{16}-01")
                        .doesNotContain("b7ad6b7169203331"));
        assertThat(TraceParent.parse("00-" + "0".repeat(32) + "-b7ad6b7169203331-01"))
                .isNull();
    }

    @Test
    void anEndpointWithARateGetsWhatHasWaitedLongestFirst() {
        EndpointId limited = atlas.endpoint(
                new EndpointInput(receiver.url("/limited"), null, null, null, null, null, null, null, 1, null));
        for (int i = 0; i < 3; i++) {
            atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
        }
        atlas.settleEverything();
        for (int second = 0; second < 4; second++) {
            clock.advance(Duration.ofSeconds(1));
            atlas.publish("{\"type\":\"deal.created\",\"data\":{}}"); // as fast as the rate
            atlas.settleEverything();
        }
        assertThat(atlas.deliveries(limited)).hasSize(7);
        assertThat(receiver.received())
                .extracting(got -> got.header("Atlas-Sequence"))
                .containsExactly("1", "2", "3", "4", "5");
    }
}
