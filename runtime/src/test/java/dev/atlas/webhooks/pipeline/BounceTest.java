package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.AlertSearch;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Member;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.embedded.CapturedLog;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that go out by SMTP and come back into the mailbox of their sender, which is read by IMAP. */
@DatabaseTest
class BounceTest {
    private static final String OWNER = "gone@example.net";
    private static final String FROM = "atlas@example.com";
    private static final Duration A_LOOK = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private MailCatcher mail;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase given) throws IOException {
        database = given;
        receiver = new TestReceiver();
        mail = MailCatcher.start();
        atlas = runtime(mail.imapPort());
    }

    @AfterEach
    void stop() {
        atlas.close();
        mail.close();
        receiver.close();
    }

    private SteppedRuntime runtime(int imapPort) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "atlas.mail.host",
                mail.host(),
                "atlas.mail.port",
                Integer.toString(mail.port()),
                "atlas.mail.from",
                "Atlas Webhooks <" + FROM + ">",
                "atlas.public-url",
                "https://hooks.example.com",
                "atlas.retry.offsets",
                "1s"));
        settings.putAll(Map.of(
                "atlas.mail.bounces.host",
                mail.host(),
                "atlas.mail.bounces.port",
                Integer.toString(imapPort),
                "atlas.mail.bounces.tls",
                "none",
                "atlas.mail.bounces.user",
                FROM,
                "atlas.mail.bounces.password",
                "any"));
        return new SteppedRuntime(database, clock, settings);
    }

    /** An endpoint is paused, and its owner and the admin are told. */
    private List<CaughtMail> alert() {
        atlas.endpoint(new EndpointInput(
                receiver.url("/hook"), "Billing sync", OWNER, null, null, null, null, null, null, null));
        receiver.answers(500);
        atlas.publish("{\"type\":\"deal.created\",\"data\":{}}");
        for (int i = 0; i < 3; i++) {
            atlas.settleEverything();
            clock.advance(Duration.ofSeconds(1));
        }
        return mails(2);
    }

    private List<CaughtMail> mails(int more) {
        int before = mail.mails().size();
        atlas.runtime.watch().runOnce();
        AlertWorker sender = atlas.runtime.mail().alerts().orElseThrow();
        while (sender.runOnce() > 0) {
            clock.advance(Duration.ofMillis(1));
        }
        assertThat(mail.await(before + more, Duration.ofSeconds(10))).isTrue();
        return mail.mails().subList(before, before + more);
    }

    private CaughtMail toOwner(List<CaughtMail> mails) {
        return mails.stream()
                .filter(caught -> caught.to().contains(OWNER))
                .findFirst()
                .orElseThrow();
    }

    private int look() {
        clock.advance(A_LOOK);
        return atlas.runtime.mail().bounces().orElseThrow().runOnce();
    }

    private List<SentAlert> alerts(String status) {
        return atlas.runtime
                .services()
                .alerts()
                .list(SteppedRuntime.WORKSPACE, new AlertSearch(null, null, status), new SliceRequest(10, null))
                .items();
    }

    @Test
    void aMailThatComesBackIsShownWithTheServersWords() {
        mail.sendBack(toOwner(alert()));
        look();

        SentAlert bounced = alerts("bounced").get(0);
        assertThat(bounced.recipient()).isEqualTo(OWNER);
        assertThat(bounced.error()).isEqualTo("550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown");
        assertThat(bounced.bounced())
                .isEqualTo(new SentAlert.Bounced(clock.instant(), "5.1.1", OWNER, "mailbox.example.com"));
        assertThat(alerts("sent"))
                .singleElement()
                .extracting(SentAlert::recipient)
                .isEqualTo("ada@example.com");
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void aSecondNotificationOfTheSameMailChangesNothing() {
        CaughtMail caught = toOwner(alert());
        mail.sendBack(caught);
        look();
        SentAlert first = alerts("bounced").get(0);
        mail.sendBack(caught);
        look();

        assertThat(alerts("bounced")).containsExactly(first);
    }

    @Test
    void anOwnerIsUnreachedUntilALaterMailHasBeenOutForADay() {
        mail.sendBack(toOwner(alert()));
        look();
        assertThat(unreached()).isTrue();

        clock.advance(Duration.ofHours(2));
        alert(); // of another endpoint of the same owner
        assertThat(unreached()).isTrue();
        clock.advance(Duration.ofHours(23));
        assertThat(unreached()).isTrue();
        clock.advance(Duration.ofHours(2));
        assertThat(unreached()).isFalse();
    }

    private boolean unreached() {
        return atlas.runtime
                .services()
                .alerts()
                .unreached(SteppedRuntime.WORKSPACE, "Gone@Example.net")
                .isPresent();
    }

    @Test
    void aReturnedMailOfAnAlertThatIsNotKeptAnyMoreDoesNoHarm() throws SQLException {
        mail.sendBack(toOwner(alert()));
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM atlas_alert");
        }
        look();
        mail.deliver("Subject: Hello\r\n\r\nHow are you?\r\n", FROM);

        assertThat(look()).isZero();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void anInvitationThatComesBackIsShownAtItsMemberUntilAnotherMailGoesOut() {
        SteppedRuntime.ok(atlas.runtime.services().members().invite(SteppedRuntime.ACTOR, OWNER, "viewer"));
        atlas.runtime.mail().tickets().orElseThrow().runOnce();
        assertThat(mail.await(1, Duration.ofSeconds(10))).isTrue();
        assertThat(member().mailError()).isNull();
        mail.sendBack(mail.mails().get(0));
        look();
        assertThat(member().mailError())
                .isEqualTo(OWNER + ": 550 5.1.1 <gone@example.net>: Recipient address rejected: User unknown");

        SteppedRuntime.ok(atlas.runtime.services().members().remove(SteppedRuntime.ACTOR, member().id()));
        SteppedRuntime.ok(atlas.runtime.services().members().invite(SteppedRuntime.ACTOR, OWNER, "viewer"));
        assertThat(member().mailError()).isNull();
    }

    private Member member() {
        return SteppedRuntime.ok(
                        atlas.runtime.services().members().list(SteppedRuntime.ACTOR, new SliceRequest(10, null)))
                .items()
                .stream()
                .filter(member -> member.email().equals(OWNER))
                .findFirst()
                .orElseThrow();
    }

    private void startWithAMailboxThatIsDown() {
        MailCatcher down = MailCatcher.start();
        int port = down.imapPort();
        down.close();
        atlas.close();
        clock.advance(Duration.ofMillis(1));
        atlas = runtime(port);
    }

    @Test
    void aMailboxThatCannotBeReadIsSaidOnceAskedMoreSeldomAndShownUntilItCan() {
        mail.sendBack(toOwner(alert()));
        startWithAMailboxThatIsDown();
        try (CapturedLog log = new CapturedLog()) {
            for (int minute = 0; minute < 120; minute++) {
                look();
            }
            assertThat(log.text().split("cannot be read, so nobody is told", -1))
                    .hasSize(2);
            assertThat(atlas.runtime.health().isReady()).isTrue();
            assertThat(atlas.runtime.health().notices())
                    .singleElement()
                    .asString()
                    .contains("the mailbox of returned mail", "see to atlas.mail.bounces.*");
        }
        try (SteppedRuntime other = runtime(mail.imapPort())) {
            clock.advance(Duration.ofMinutes(31));
            other.runtime.mail().bounces().orElseThrow().runOnce();
        }
        assertThat(alerts("bounced")).hasSize(1);
        atlas.runtime.mail().bounces().orElseThrow().runOnce(); // not its turn: the other has just looked
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void whoMendsTheSettingsSeesAtTheStartWhetherItIsRead() {
        mail.sendBack(toOwner(alert()));
        startWithAMailboxThatIsDown();
        for (int minute = 0; minute < 120; minute++) {
            look();
        }
        atlas.close();
        clock.advance(Duration.ofMillis(1));
        atlas = runtime(mail.imapPort());
        atlas.runtime.mail().bounces().orElseThrow().runOnce();
        assertThat(alerts("bounced")).hasSize(1);
        assertThat(alerts("bounced").get(0).bounced()).isNotNull();
    }
}
