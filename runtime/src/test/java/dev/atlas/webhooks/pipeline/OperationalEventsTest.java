package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an endpoint that asks for it gets of how other endpoints fare. */
@DatabaseTest
class OperationalEventsTest extends AlertScenario {
    @Test
    void anEndpointThatAskedForThemGetsOperationalEventsAndOneWithAStarDoesNot() {
        EndpointId asked = atlas.endpoint(new EndpointInput(
                receiver.url("/ops"),
                null,
                null,
                List.of("endpoint.*", "delivery.dead"),
                null,
                null,
                null,
                null,
                null,
                null));
        EndpointId star = endpoint(null);
        poison(1);
        sent(1);
        atlas.settleEverything();

        assertThat(receiver.received())
                .filteredOn(request -> request.path().equals("/ops"))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .contains("\"type\":\"delivery.dead\"")
                        .contains("\"endpoint\":\"" + star + "\""));
        assertThat(atlas.deliveries(star)).hasSize(3);
        assertThat(atlas.deliveries(asked)).hasSize(1);
    }

    @Test
    void theDeathOfAnOperationalEventPublishesNothing() {
        EndpointId asked = atlas.endpoint(new EndpointInput(
                receiver.url("/ops"),
                null,
                null,
                List.of("endpoint.*", "delivery.*"),
                null,
                null,
                null,
                null,
                null,
                null));
        endpoint(null);
        failUntilDead(1);
        for (int i = 0; i < 10; i++) {
            atlas.runtime.watch().runOnce();
            atlas.settleEverything();
            clock.advance(Duration.ofMinutes(30));
        }

        assertThat(atlas.deliveries(asked))
                .extracting(delivery -> delivery.delivery().eventType())
                .containsExactlyInAnyOrder("delivery.dead", "endpoint.paused");
        assertThat(atlas.view(asked).endpoint().status()).isEqualTo(EndpointStatus.PAUSED);
    }
}
