package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the background check finds and what readiness says of it. */
@DatabaseTest
class CheckTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of("atlas.retry.offsets", "1s"));
        atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    @Test
    void whereAllIsWellNothingIsFound() {
        atlas.publish(EVENT);
        atlas.settleEverything();
        clock.advance(Duration.ofHours(1));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(atlas.runtime.health().isReady()).isTrue();
    }

    @Test
    void eventsThatNobodyRoutesAreFound() {
        atlas.publish(EVENT);
        clock.advance(Duration.ofMinutes(6));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("1 events have been in the outbox", "atlas.workers.enabled");
        atlas.settleEverything();
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void workThatNobodyDoesIsFound() {
        receiver.answers(500);
        atlas.publish(EVENT);
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(10));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("1 deliveries have been due for more than 5 minutes", "start more nodes");
        assertThat(atlas.runtime.health().lag()).isGreaterThan(Duration.ofMinutes(9));
    }
}
