package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail to an endpoint's owner, over a real SMTP server. */
@DatabaseTest
class AlertTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private MailCatcher mail;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        mail = MailCatcher.start();
        atlas = new SteppedRuntime(
                database,
                clock,
                Map.of(
                        "atlas.mail.host", mail.host(),
                        "atlas.mail.port", Integer.toString(mail.port()),
                        "atlas.mail.from", "atlas@example.com",
                        "atlas.public-url", "https://hooks.example.com/atlas",
                        "atlas.retry.offsets", "1s,2s"));
    }

    @AfterEach
    void stop() {
        atlas.close();
        mail.close();
        receiver.close();
    }

    private EndpointId endpoint(String owner) {
        return atlas.endpoint(new EndpointInput(
                receiver.url("/hook"), "Billing sync", owner, null, null, null, null, null, null, null));
    }

    private void failUntilDead(int events) {
        receiver.answers(500);
        for (int i = 0; i < events; i++) {
            atlas.publish(EVENT);
        }
        for (int i = 0; i < 4; i++) {
            atlas.settleEverything();
            clock.advance(Duration.ofSeconds(1));
        }
        atlas.settleEverything();
    }

    @Test
    void theOwnerOfAPausedEndpointIsToldOnceWhatHappenedAndWhereToResumeIt() {
        EndpointId id = endpoint("owner@example.com");
        failUntilDead(3);
        assertThat(atlas.runtime.alerts().orElseThrow().runOnce()).isEqualTo(1);
        assertThat(atlas.runtime.alerts().orElseThrow().runOnce()).isZero();

        assertThat(mail.await(1, Duration.ofSeconds(10))).isTrue();
        CaughtMail caught = mail.mails().get(0);
        assertThat(caught.to()).asString().contains("owner@example.com");
        for (String part : new String[] {caught.text(), caught.html()}) {
            assertThat(part)
                    .contains("Billing sync")
                    .contains("500")
                    .contains("https://hooks.example.com/atlas/endpoints/" + id);
        }
    }

    @Test
    void withoutAnOwnerTheWorkspacesOwnersAreTold() {
        endpoint(null);
        failUntilDead(1);
        atlas.runtime.alerts().orElseThrow().runOnce();

        assertThat(mail.await(1, Duration.ofSeconds(10))).isTrue();
        assertThat(mail.mails().get(0).to()).asString().contains("ada@example.com");
    }
}
