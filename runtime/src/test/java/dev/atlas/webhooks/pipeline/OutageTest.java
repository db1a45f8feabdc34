package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The database server is killed under the running engine and comes back. */
@DatabaseTest
class OutageTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    @Test
    void theEngineSaysThatTheDatabaseIsGoneAndGoesOnByItselfWhenItIsBack(TestDatabase database) throws IOException {
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas =
                        new SteppedRuntime(database, new TestClock(), Map.of("atlas.workers.enabled", "true"))) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            atlas.publish(DEAL);
            receiver.awaitRequests(1);
            try {
                database.server().kill();
                await(() -> !atlas.runtime.health().isReady());
                assertThat(atlas.runtime.health().problems())
                        .anySatisfy(problem -> assertThat(problem).contains("database", "see that it runs"));
                assertThatThrownBy(() -> atlas.publish(DEAL)).isInstanceOf(RuntimeException.class);
            } finally {
                database.server().restart();
            }
            await(() -> atlas.runtime.health().isReady());
            atlas.publish(DEAL);
            await(() -> atlas.deliveries(endpoint).stream()
                            .filter(view -> view.delivery().status() == DeliveryStatus.DELIVERED)
                            .count()
                    == 2);
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
