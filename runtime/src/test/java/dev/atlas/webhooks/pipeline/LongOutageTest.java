package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Retries after all nodes were down for long: an endpoint is not paused because of that. */
@DatabaseTest
class LongOutageTest {
    private static final int DELIVERIES = 12;

    @Test
    void theTimeInWhichNoNodeWorkedIsNotCountedAgainstTheEndpoint(TestDatabase database) throws IOException {
        TestClock clock = new TestClock();
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of())) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            receiver.answers(500);
            for (int i = 0; i < DELIVERIES; i++) { // more than the endpoint has places for
                atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
            }
            atlas.settleEverything();
            clock.advance(Duration.ofSeconds(12));
            atlas.settleEverything();
            int before = receiver.received().size();

            clock.advance(Duration.ofHours(60)); // all nodes are down
            atlas.settleEverything();
            for (int minute = 0; minute < 60; minute++) {
                clock.advance(Duration.ofMinutes(1));
                atlas.settleEverything();
            }
            assertThat(atlas.view(endpoint).endpoint().status()).isEqualTo(EndpointStatus.ACTIVE);
            assertThat(atlas.deliveries(endpoint)).hasSize(DELIVERIES).allSatisfy(view -> {
                assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.PENDING);
                assertThat(view.delivery().schedule().attempts()).isBetween(3, 7);
            });
            assertThat(receiver.received().size()).isGreaterThanOrEqualTo(before + DELIVERIES);

            for (int hour = 0; hour < 50; hour++) {
                clock.advance(Duration.ofHours(1));
                atlas.settleEverything();
            }
            assertThat(atlas.view(endpoint).endpoint().status())
                    .as("48 hours of work later")
                    .isEqualTo(EndpointStatus.PAUSED);
        }
    }
}
