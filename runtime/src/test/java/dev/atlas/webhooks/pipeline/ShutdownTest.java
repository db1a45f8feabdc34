package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that is ended on purpose leaves nothing to wait for: what is under way is settled or given back. */
@DatabaseTest
class ShutdownTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private final CountDownLatch answer = new CountDownLatch(1);
    private TestDatabase database;
    private TestReceiver receiver;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        answer.countDown();
        receiver.close();
    }

    private SteppedRuntime running() {
        return new SteppedRuntime(database, clock, Map.of("atlas.workers.enabled", "true"));
    }

    @Test
    void anAttemptUnderWayIsFinishedAndSettledBeforeTheNodeEnds() throws Exception {
        SteppedRuntime ending = running();
        EndpointId endpoint = ending.endpoint(to(receiver.url("/hook")));
        receiver.answersAfter(answer);
        ending.publish(DEAL);
        receiver.awaitRequests(1);
        Thread end = new Thread(ending::close);
        end.start();
        answer.countDown();
        end.join();

        try (SteppedRuntime next = new SteppedRuntime(database, clock, Map.of())) {
            assertThat(next.deliveries(endpoint))
                    .singleElement()
                    .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
            next.settleEverything();
            assertThat(receiver.received()).hasSize(1);
        }
    }

    @Test
    void anAttemptThatGetsNoAnswerIsGivenBackAndMadeByAnotherNodeAtOnceUncounted() {
        SteppedRuntime ending = running();
        EndpointId endpoint = ending.endpoint(to(receiver.url("/hook")));
        receiver.answersAfter(answer);
        ending.publish(DEAL);
        receiver.awaitRequests(1);
        ending.close();
        answer.countDown();

        try (SteppedRuntime next = new SteppedRuntime(database, clock, Map.of())) {
            next.runtime.clockWatch().runOnce(); // its clock stands at the time of the node that ended
            next.settleEverything();
            assertThat(receiver.received())
                    .extracting(request -> request.header("Atlas-Attempt"))
                    .containsExactly("1", "1");
            assertThat(next.deliveries(endpoint)).singleElement().satisfies(view -> {
                assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
                assertThat(view.delivery().schedule().attempts()).isEqualTo(1);
            });
        }
    }

    @Test
    void aSerializedEndpointsChainEndsWithTheAttemptUnderWayAndGoesOnElsewhereInOrder() throws Exception {
        SteppedRuntime ending = running();
        EndpointId endpoint = ending.endpoint(
                new EndpointInput(receiver.url("/hook"), null, null, null, null, true, null, null, null, null));
        receiver.answersAfter(answer);
        IntStream.range(0, 50).forEach(i -> ending.publish(DEAL));
        receiver.awaitRequests(1);
        ending.runtime.inFlight().stop(); // as the first step of the end does
        Thread end = new Thread(ending::close);
        end.start();
        answer.countDown();
        end.join();
        assertThat(receiver.received()).hasSize(1);

        try (SteppedRuntime next = new SteppedRuntime(database, clock, Map.of())) {
            next.runtime.clockWatch().runOnce();
            next.settleEverything();
            assertThat(receiver.received())
                    .extracting(request -> request.header("Atlas-Sequence"))
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 50)
                            .mapToObj(Integer::toString)
                            .toList());
            assertThat(next.deliveries(endpoint))
                    .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
        }
    }
}
