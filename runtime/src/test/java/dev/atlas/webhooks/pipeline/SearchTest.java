package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened in a stretch of time is found by it, finished or not. */
@DatabaseTest
class SearchTest {
    private static final int DAYS = 6;

    private final TestClock clock = new TestClock();
    private final Instant begin = clock.instant();
    private TestReceiver receiver;
    private SteppedRuntime atlas;
    private EndpointId endpoint;

    /** An event a day; the endpoint is paused before the last two. */
    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of());
        endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        for (int day = 0; day < DAYS; day++) {
            if (day == DAYS - 2) {
                SteppedRuntime.ok(
                        atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, endpoint, "holidays"));
            }
            atlas.publish("{\"type\":\"deal.created\",\"tags\":[\"t\"],\"data\":{\"deal\":{\"day\":" + day + "}}}");
            atlas.settleEverything();
            clock.advance(Duration.ofDays(1));
        }
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private Instant day(int number) {
        return begin.plus(Duration.ofDays(number)).minus(Duration.ofHours(1));
    }

    private List<Long> sequences(
            @Nullable EndpointId of,
            @Nullable DeliveryStatus status,
            @Nullable Instant since,
            @Nullable Instant until) {
        DeliverySearch search = new DeliverySearch(of, null, status, null, since, until);
        return atlas
                .runtime
                .services()
                .deliveries()
                .list(SteppedRuntime.WORKSPACE, search, SliceRequest.first())
                .items()
                .stream()
                .map(view -> view.delivery().sequence())
                .toList();
    }

    @Test
    void deliveriesOfAStretchOfTimeAreFoundWithAndWithoutTheirEndpoint() {
        for (EndpointId of : new EndpointId[] {null, endpoint}) {
            assertThat(sequences(of, null, day(1), day(3))).containsExactly(3L, 2L);
            assertThat(sequences(of, null, null, day(2))).containsExactly(2L, 1L);
            assertThat(sequences(of, null, day(3), null)).as("two are held").containsExactly(6L, 5L, 4L);
            assertThat(sequences(of, null, day(4), day(5))).containsExactly(5L);
            assertThat(sequences(of, null, day(6), null)).isEmpty();
            assertThat(sequences(of, DeliveryStatus.DELIVERED, day(2), null)).containsExactly(4L, 3L);
            assertThat(sequences(of, DeliveryStatus.HELD, day(2), day(5))).containsExactly(5L);
        }
    }

    @Test
    void eventsAndChangesOfAStretchOfTimeAreFound() {
        for (String tag : new String[] {null, "t"}) {
            assertThat(atlas.runtime
                            .services()
                            .events()
                            .list(
                                    SteppedRuntime.WORKSPACE,
                                    new EventSearch(null, tag, day(1), day(3), null),
                                    SliceRequest.first())
                            .items())
                    .extracting(view -> view.event().event().data())
                    .containsExactly("{\"deal\":{\"day\":2}}", "{\"deal\":{\"day\":1}}");
        }
        assertThat(SteppedRuntime.ok(atlas.runtime
                                .services()
                                .auditLog()
                                .list(
                                        SteppedRuntime.ACTOR,
                                        new AuditSearch(null, "endpoint.paused", null, day(4), day(5)),
                                        SliceRequest.first()))
                        .items())
                .hasSize(1);
    }
}
