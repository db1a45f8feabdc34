package dev.atlas.webhooks.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void whatIsSignedNowIsVerifiedNow() throws VerificationException {
        byte[] payload = "{\"id\":\"evt_1\",\"type\":\"deal.updated\"}".getBytes(UTF_8);

        Event event = Webhooks.verify(payload, Webhooks.sign(payload, SECRET, Instant.now()), SECRET);

        assertThat(event).hasToString("deal.updated evt_1");
        assertThat(event.tags()).isEmpty();
        assertThat(event.data()).isEmpty();
        assertThat(event.sequence()).isZero();
    }

    @Test
    void anEventIsReadWithoutALibraryAndKeepsItsNumbersExact() throws VerificationException {
        String json =
                "{\"id\":\"evt_1\",\"type\":\"deal.updated\",\"created\":1732365600,\"sequence\":42,\"workspace\":\"ws_1\","
                        + "\"tags\":[\"emea\"],\"previous\":{\"deal\":{\"value\":null}},"
                        + "\"data\":{\"deal\":{\"value\":0.10000000000000000001,\"won\":true,\"name\":\"\\u00e9\\ud83d\\ude80\\n\"}}}";
        byte[] payload = json.getBytes(UTF_8);

        Event event = Webhooks.verify(payload, Webhooks.sign(payload, SECRET, Instant.now()), SECRET);

        assertThat(event.created()).isEqualTo(1732365600);
        assertThat(event.sequence()).isEqualTo(42);
        assertThat(event.workspace()).isEqualTo("ws_1");
        assertThat(event.tags()).isEqualTo(List.of("emea"));
        assertThat(event.data())
                .isEqualTo(Map.of(
                        "deal",
                        Map.of("value", new BigDecimal("0.10000000000000000001"), "won", true, "name", "é🚀\n")));
        assertThat(event.previous().get("deal")).asString().isEqualTo("{value=null}");
        assertThat(event.json()).isEqualTo(json);
    }

    @Test
    void aPublishersEventNeedsNoIdAndNoSignature() {
        assertThat(Event.published("{\"type\":\"deal.updated\",\"data\":{}}").type())
                .isEqualTo("deal.updated");
        assertThatIllegalArgumentException().isThrownBy(() -> Event.published("[]"));
    }

    @Test
    void anEmptySecretAndANegativeToleranceAreMistakesOfTheCaller() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhooks.verify(new byte[0], "t=1,v1=0", ""))
                .withMessage("the secret is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Webhooks.verify(new byte[0], "t=1,v1=0", SECRET, Duration.ofSeconds(-1)));
    }
}
