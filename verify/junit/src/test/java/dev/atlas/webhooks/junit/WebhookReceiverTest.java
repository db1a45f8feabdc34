package dev.atlas.webhooks.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.verify.Event;
import dev.atlas.webhooks.verify.VerificationException;
import dev.atlas.webhooks.verify.VerificationException.Reason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WebhookReceiverTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String EVENT =
            "{\"id\":\"evt_1\",\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":1}}}";

    @RegisterExtension
    final WebhookReceiver receiver = new WebhookReceiver(SECRET);

    @Test
    void whatIsSignedIsKeptAndAnswered() throws Exception {
        SignedRequests sender = new SignedRequests(receiver.url(), SECRET);

        assertThat(sender.send(EVENT).statusCode()).isEqualTo(204);
        receiver.answer(503);
        assertThat(sender.send(EVENT).statusCode()).isEqualTo(503);

        assertThat(receiver.await(2)).extracting(Event::id).containsExactly("evt_1", "evt_1");
    }

    @Test
    void whatIsNotGenuineIsRefusedWithTheReason() throws Exception {
        assertThat(new SignedRequests(receiver.url(), "whsec_other").send(EVENT).statusCode())
                .isEqualTo(400);
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        assertThat(new SignedRequests(receiver.url(), SECRET)
                        .send(EVENT, longAgo)
                        .statusCode())
                .isEqualTo(400);

        assertThat(receiver.events()).isEmpty();
        assertThat(receiver.refused())
                .extracting(VerificationException::reason)
                .containsExactly(Reason.NO_MATCH, Reason.TOO_OLD);
    }

    @Test
    void waitingInVainTellsWhatCameInstead() throws Exception {
        new SignedRequests(receiver.url(), SECRET).send(EVENT);

        assertThatThrownBy(() -> receiver.await(2, Duration.ofMillis(1)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected 2 webhooks")
                .hasMessageContaining("deal.updated evt_1");
    }
}
