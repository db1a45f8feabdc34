package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A delivery on whose row somebody lays hand is not lost, and holds up no other. */
@DatabaseTest
class DamagedQueueTest extends DamageScenario {
    private EndpointId withTwoRetries() {
        EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
        receiver.answers(500);
        publish(1);
        publish(2);
        atlas.settleEverything();
        receiver.answers(200);
        return endpoint;
    }

    private void spoil(String change) throws SQLException {
        database.execute("UPDATE atlas_queue SET " + change + " ORDER BY delivery_id LIMIT 1");
    }

    private void bothAreDelivered(EndpointId endpoint) throws SQLException {
        clock.advance(Duration.ofSeconds(12));
        atlas.settleEverything();
        assertThat(receiver.received()).hasSize(4);
        assertThat(atlas.deliveries(endpoint))
                .hasSize(2)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
        assertThat(count("atlas_queue")).isZero();
    }

    @Test
    void whatIsDueWithAnUnknownStatusCountsAsPending() throws SQLException {
        EndpointId endpoint = withTwoRetries();
        spoil("status = 'pendin'");
        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactly(DeliveryStatus.PENDING, DeliveryStatus.PENDING);
        bothAreDelivered(endpoint);
    }

    @Test
    void whatIsNotDueWithAnUnknownStatusIsNamedWithWhatToDo() throws SQLException {
        EndpointId endpoint = withTwoRetries();
        String id = atlas.deliveries(endpoint).get(1).delivery().id().toString();
        spoil("due_at = NULL, status = 'hel'");
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains(id, "unknown status 'hel'", "atlas_queue", "'held'");
        assertThat(atlas.deliveries(endpoint)).hasSize(2);

        spoil("status = 'pending', due_at = " + clock.millis());
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        bothAreDelivered(endpoint);
    }

    @Test
    void aScheduleWithNegativeNumbersCountsAsFresh() throws SQLException {
        EndpointId endpoint = withTwoRetries();
        spoil("schedule_attempts = -7, attempt_count = -7, late_by = -86400000");
        receiver.answersOnce(500, Map.of());
        receiver.answersOnce(500, Map.of());
        clock.advance(Duration.ofSeconds(12));
        atlas.settleEverything();
        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().schedule().attempts())
                .containsExactly(2, 2);
    }

    @Test
    void aFinishedDeliveryWithAnUnknownStatusIsShownAllTheSame() throws SQLException {
        EndpointId endpoint = withTwoRetries();
        bothAreDelivered(endpoint);
        database.execute("UPDATE atlas_delivery SET status = 'delivred' ORDER BY delivery_id LIMIT 1");
        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactly(DeliveryStatus.DELIVERED, DeliveryStatus.CANCELLED);
    }
}
