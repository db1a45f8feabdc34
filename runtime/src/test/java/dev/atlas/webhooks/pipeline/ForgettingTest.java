package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.IngestAnswer;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long keys of requests and publishers' own ids are remembered. */
@DatabaseTest
class ForgettingTest {
    private static final String EVENT = "{\"id\":\"order-1\",\"type\":\"deal.updated\",\"data\":{\"n\":%d}}";

    private final TestClock clock = new TestClock();

    @Test
    void aKeyIsForgottenAfterADayAndAnEventsOwnIdWithTheEvents(TestDatabase database) {
        try (SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of("atlas.retention", "5d"))) {
            atlas.publish(EVENT.formatted(1));
            atlas.runtime.services().ingest().publish(SteppedRuntime.WORKSPACE, plain(1), "key-1");
            atlas.settleEverything();

            clock.advance(Duration.ofHours(25));
            assertThat(atlas.runtime.cleanUp().runOnce()).isEqualTo(1);
            assertThat(atlas.runtime.services().ingest().publish(SteppedRuntime.WORKSPACE, plain(2), "key-1"))
                    .isInstanceOf(IngestAnswer.Accepted.class);
            assertThat(again(atlas)).isNotInstanceOf(IngestAnswer.Accepted.class);

            clock.advance(Duration.ofDays(4));
            assertThat(atlas.runtime.cleanUp().runOnce()).isEqualTo(2);
            assertThat(atlas.runtime.cleanUp().runOnce()).isZero();
            assertThat(again(atlas)).isInstanceOf(IngestAnswer.Accepted.class);
        }
    }

    /** The same id with another content. */
    private static IngestAnswer again(SteppedRuntime atlas) {
        return atlas.runtime.services().ingest().publish(SteppedRuntime.WORKSPACE, EVENT.formatted(2), null);
    }

    private static String plain(int n) {
        return "{\"type\":\"deal.updated\",\"data\":{\"n\":%d}}".formatted(n);
    }
}
