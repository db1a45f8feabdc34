package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.identity.EndpointId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a mail is sent for, and how often. */
@DatabaseTest
class AlertOccasionsTest extends AlertScenario {
    @Test
    void deadLettersOfAHealthyEndpointComeAtOnceAndThenOnceAnHour() {
        endpoint(null);
        poison(1);
        assertThat(sent(1).get(0).subject()).contains("Delivery failed for good");

        poison(3);
        assertThat(sent(0)).isEmpty();
        clock.advance(Duration.ofHours(1));
        CaughtMail digest = sent(1).get(0);
        assertThat(digest.subject()).contains("3 deliveries failed for good");
        assertThat(digest.text()).contains("2 since the last mail");
    }

    @Test
    void afterAnHourWithoutSuccessTheStreakIsToldAndLaterItsEnd() {
        restart("1h,2h,3h");
        endpoint(null);
        receiver.answers(503);
        atlas.publish(EVENT);
        atlas.settleEverything();
        assertThat(sent(0)).isEmpty();

        clock.advance(Duration.ofMinutes(61));
        assertThat(sent(1).get(0).subject()).contains("Endpoint fails");
        clock.advance(Duration.ofMinutes(5));
        assertThat(sent(0)).isEmpty();

        receiver.answers(200);
        clock.advance(Duration.ofMinutes(60));
        atlas.settleEverything();
        assertThat(sent(1).get(0).subject()).contains("Endpoint works again");
        clock.advance(Duration.ofHours(30));
        assertThat(sent(0)).isEmpty();
    }

    @Test
    void theRecoveryOfAnEndpointIsToldWithWhatIsStillToBeTriedAgain() {
        restart("2h,4h,6h");
        EndpointId asked = atlas.endpoint(new EndpointInput(
                receiver.url("/ops"), null, null, List.of("endpoint.recovered"), null, null, null, null, null, null));
        endpoint(null);
        receiver.answers(503);
        for (int i = 0; i < 3; i++) {
            atlas.publish(EVENT);
        }
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(61));
        assertThat(sent(1).get(0).subject()).contains("Endpoint fails");
        receiver.answers(200);
        atlas.publish(EVENT);
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(1));

        CaughtMail told = sent(1).get(0);
        assertThat(told.text()).contains("Still waiting:   3 events", "3 events are still to be sent to it, or");
        assertThat(told.html()).contains("3 events<", "3 events are still to be sent to it, or");
        atlas.settleEverything();
        assertThat(atlas.deliveries(asked)).hasSize(1);
        assertThat(receiver.last().body()).contains("\"type\":\"endpoint.recovered\"", "\"waiting\":3", "\"held\":0");
        assertThat(receiver.last().body()).containsPattern("\"recovered_at\":\"[-0-9]+T[:0-9]+\\.\\d{3}Z\"");
    }

    @Test
    void aPausedEndpointIsNotSaidToWorkBecauseOfWhatWasUnderWay() throws SQLException {
        EndpointId id = endpoint(null);
        failUntilDead(1);
        assertThat(sent(1).get(0).subject()).contains("Endpoint paused");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE atlas_endpoint_health SET failing_since = NULL"); // as a late success does
        }
        clock.advance(Duration.ofMinutes(1));
        assertThat(sent(0)).isEmpty();

        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, id));
        clock.advance(Duration.ofMinutes(1));
        assertThat(sent(1).get(0).subject()).contains("Endpoint works again");
    }

    @Test
    void anOldSecretIsAnnouncedOnceBeforeItEnds() {
        EndpointId id = endpoint(null);
        SteppedRuntime.ok(atlas.runtime.services().secrets().rotate(SteppedRuntime.ACTOR, id, Duration.ofHours(24)));
        assertThat(sent(0)).isEmpty();

        clock.advance(Duration.ofHours(21));
        assertThat(sent(1).get(0).subject()).contains("Old secret ends soon");
        clock.advance(Duration.ofHours(1));
        assertThat(sent(0)).isEmpty();
    }

    @Test
    void lateDeliveriesAreToldOnceInSixHours() {
        endpoint(null);
        atlas.publish(EVENT);
        atlas.runtime.path().route().runOnce();
        receiver.awaitRequests(1); // its outcome is never settled, so it is due again when its lease has ended
        clock.advance(Duration.ofMinutes(20));
        assertThat(sent(1).get(0).subject()).contains("Deliveries are late");
        clock.advance(Duration.ofMinutes(20));
        assertThat(sent(0)).isEmpty();
        clock.advance(Duration.ofHours(6));
        assertThat(sent(1)).hasSize(1);
    }
}
