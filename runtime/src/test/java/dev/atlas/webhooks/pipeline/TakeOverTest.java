package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on one database: leases end, fences hold. */
@DatabaseTest
class TakeOverTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private SteppedRuntime first;
    private SteppedRuntime second;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        first = new SteppedRuntime(database, clock, Map.of());
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
}
