package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Mail to the owners of endpoints, over a real SMTP server. */
abstract class AlertScenario {
    static final String ADMIN = "ada@example.com";
    static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    final TestClock clock = new TestClock();
    TestDatabase database;
    TestReceiver receiver;
    MailCatcher mail;
    Function<String, SteppedRuntime> runtime;
    SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
        mail = MailCatcher.start();
        runtime = retryOffsets -> new SteppedRuntime(
                database,
                clock,
                Map.of(
                        "atlas.mail.host",
                        mail.host(),
                        "atlas.mail.port",
                        Integer.toString(mail.port()),
                        "atlas.mail.from",
                        "atlas@example.com",
                        "atlas.public-url",
                        "https://hooks.example.com/atlas",
                        "atlas.retry.offsets",
                        retryOffsets));
        atlas = runtime.apply("1s,2s");
    }

    @AfterEach
    void stop() {
        atlas.close();
        mail.close();
        receiver.close();
    }

    void restart(String retryOffsets) {
        atlas.close();
        clock.advance(Duration.ofMillis(1)); // no process starts in the millisecond in which another one ended
        atlas = runtime.apply(retryOffsets);
    }

    EndpointId endpoint(String owner) {
        return atlas.endpoint(new EndpointInput(
                receiver.url("/hook"), "Billing sync", owner, null, null, null, null, null, null, null));
    }

    void failUntilDead(int events) {
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

    /** A delivery dies while the endpoint takes another one. */
    void poison(int events) {
        for (int i = 0; i < events; i++) {
            receiver.answersOnce(422, Map.of());
            atlas.publish(EVENT);
            atlas.settleEverything();
        }
        for (int attempt = 0; attempt < 2; attempt++) {
            atlas.publish(EVENT);
            atlas.settleEverything();
            clock.advance(Duration.ofMillis(1500));
            for (int i = 0; i < events; i++) {
                receiver.answersOnce(422, Map.of());
            }
            atlas.settleEverything();
        }
    }

    List<CaughtMail> sent(int mails) {
        return sent(mails, mails);
    }

    /** What comes when so many mails are tried and so many of them are taken. */
    List<CaughtMail> sent(int tried, int taken) {
        int before = mail.mails().size();
        atlas.runtime.watch().runOnce();
        AlertWorker sender = atlas.runtime.mail().alerts().orElseThrow();
        int sent = 0;
        while (sender.runOnce() > 0) {
            sent++;
        }
        assertThat(sent).isEqualTo(tried);
        assertThat(mail.await(before + taken, Duration.ofSeconds(10))).isTrue();
        return mail.mails().subList(before, before + taken);
    }

    /** By hand. */
    void damage(String assignment) throws SQLException {
        database.execute("UPDATE " + assignment);
    }
}
