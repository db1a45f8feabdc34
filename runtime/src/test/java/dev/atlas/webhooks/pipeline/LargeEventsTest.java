package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events as large as they may be: no more of them are in memory than fit, and they arrive as they are. */
@DatabaseTest
class LargeEventsTest {
    private static final int EVENTS = 60;

    /** More than are looked at together. */
    private static final int MANY = 510;

    private static final String TEXT = "é'\\u0041".repeat(28_000); // of two bytes, of a quote, of an escape

    private static String event(int number) {
        return "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":%d,\"text\":\"%s\"}}}".formatted(number, TEXT);
    }

    @Test
    void theyAreRoutedClaimedSentAndListedInBoundedParts(TestDatabase database) throws IOException {
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = new SteppedRuntime(database, new TestClock(), Map.of())) {
            EndpointId one = atlas.endpoint(to(receiver.url("/one")));
            EndpointId other = atlas.endpoint(to(receiver.url("/other")));
            for (int i = 0; i < EVENTS; i++) {
                atlas.publish(event(i));
            }
            atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");

            int routed = atlas.runtime.path().route().runOnce();
            assertThat(routed).as("at once").isBetween(10, EVENTS / 2 + 10);
            atlas.settleEverything();

            for (EndpointId endpoint : List.of(one, other)) {
                assertThat(atlas.deliveries(endpoint))
                        .hasSize(EVENTS + 1)
                        .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
            }
            assertThat(receiver.received())
                    .filteredOn(got -> got.body().contains("\"text\":\"" + TEXT + "\""))
                    .hasSize(2 * EVENTS);
            assertThat(listed(atlas)).doesNotHaveDuplicates().hasSize(EVENTS + 1);
        }
    }

    @Test
    void thoseThatFindNoMemoryKeepNoOtherRetryBack(TestDatabase database) throws IOException {
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas =
                        new SteppedRuntime(database, new TestClock(), Map.of("atlas.delivery.max-in-flight", "4000"))) {
            for (int i = 0; i < MANY; i++) {
                atlas.endpoint(about("contact.created", receiver.url("/large")));
            }
            EndpointId healthy = atlas.endpoint(about("deal.created", receiver.url("/healthy")));
            receiver.answersOnce(500, Map.of());
            atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
            atlas.settleEverything();
            Place taken = takeAllMemoryBut(1_000, atlas.runtime.inFlight());
            atlas.publish("{\"type\":\"contact.created\",\"data\":{\"contact\":{\"name\":\"" + TEXT + "\"}}}");
            atlas.runtime.path().route().runOnce();
            atlas.clock.advance(Duration.ofSeconds(12));
            Place moreTaken = takeAllMemoryBut(1_000, atlas.runtime.inFlight()); // the first counts as slow by now
            for (int i = 0; i < 5; i++) {
                atlas.runtime.path().deliver().runOnce();
            }
            receiver.awaitRequests(2);
            assertThat(receiver.received()).extracting(got -> got.path()).containsExactly("/healthy", "/healthy");

            atlas.runtime.inFlight().release(taken, null);
            atlas.runtime.inFlight().release(moreTaken, null);
            atlas.settleEverything();
            assertThat(receiver.received()).hasSize(2 + MANY);
            assertThat(atlas.deliveries(healthy))
                    .singleElement()
                    .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
        }
    }

    private static EndpointInput about(String type, String url) {
        return new EndpointInput(url, null, null, List.of(type), null, null, null, null, null, null);
    }

    /** Of that for endpoints on trial. */
    private static Place takeAllMemoryBut(int left, InFlight inFlight) {
        Place rest = inFlight.take(new EndpointId(WORKSPACE, 1), null, false).place();
        Place most = inFlight.take(new EndpointId(WORKSPACE, 2), null, false).place();
        assertThat(inFlight.weigh(rest, left)).isTrue();
        for (int bytes = 1 << 20; bytes > 0; bytes /= 2) {
            while (inFlight.weigh(most, bytes)) {
                assertThat(most.weight()).isPositive();
            }
        }
        inFlight.release(rest, null);
        return most;
    }

    private static List<String> listed(SteppedRuntime atlas) {
        List<String> ids = new ArrayList<>();
        EventSearch all = new EventSearch(null, null, null, null, null);
        String after = null;
        do {
            Slice<EventView> slice =
                    atlas.runtime.services().events().list(WORKSPACE, all, new SliceRequest(200, after));
            assertThat(slice.items()).hasSizeLessThanOrEqualTo(50);
            slice.items().forEach(view -> ids.add(view.event().publicId()));
            after = slice.next();
        } while (after != null);
        return ids;
    }
}
