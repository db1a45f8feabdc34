package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an endpoint in this mode gets, judged by the library of the Standard Webhooks project itself. */
@DatabaseTest
class StandardWebhooksTest {

    @Test
    void itsOwnLibraryVerifiesADeliveryWithEachSecretOfARotation(TestDatabase database) throws Exception {
        TestClock clock = new TestClock();
        clock.advance(Duration.between(clock.instant(), Instant.now())); // the library asks the machine's clock
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of())) {
            EndpointId endpoint = atlas.endpoint(new EndpointInput(
                    receiver.url("/"), null, null, null, null, null, "standard-webhooks", null, null, null));
            EndpointSecretView secrets = SteppedRuntime.ok(
                    atlas.runtime.services().secrets().rotate(SteppedRuntime.ACTOR, endpoint, Duration.ofHours(1)));

            String event = atlas.publish("{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"name\":\"Grüße\"}}}");
            atlas.settleEverything();

            TestReceiver.Received got = receiver.last();
            Map<String, List<String>> headers = new HashMap<>();
            got.headers().forEach((name, value) -> headers.put(name, List.of(value)));
            assertThat(got.header("webhook-id")).isEqualTo(event);
            assertThat(got.headers()).doesNotContainKey("Atlas-Signature");
            assertThat(secrets.previous()).hasSize(1);
            for (String secret : List.of(
                    secrets.secret(),
                    secrets.previous().stream().map(Signing::secret).findFirst().orElseThrow())) {
                new Webhook(secret).verify(got.body(), headers);
                assertThatThrownBy(() -> new Webhook(secret).verify(got.body().replace("Grüße", "Gruß"), headers))
                        .isInstanceOf(WebhookVerificationException.class);
            }
        }
    }
}
