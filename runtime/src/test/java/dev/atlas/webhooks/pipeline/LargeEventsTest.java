package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.WORKSPACE;
import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Events as large as they may be: no more of them are in memory than fit, and they arrive as they are. */
@DatabaseTest
class LargeEventsTest {
    private static final int EVENTS = 60;
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
