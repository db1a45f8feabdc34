package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.AlertSearch;
import dev.atlas.webhooks.admin.AuditEntry;
import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.alert.AlertMute;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The mail to an endpoint's owner, over a real SMTP server. */
@DatabaseTest
class AlertTest {
    private static final String ADMIN = "ada@example.com";
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private MailCatcher mail;
    private Function<String, SteppedRuntime> runtime;
    private SteppedRuntime atlas;

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

    private void restart(String retryOffsets) {
        atlas.close();
        clock.advance(Duration.ofMillis(1)); // no process starts in the millisecond in which another one ended
        atlas = runtime.apply(retryOffsets);
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

    /** A delivery dies while the endpoint takes another one. */
    private void poison(int events) {
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

    private List<CaughtMail> sent(int mails) {
        return sent(mails, mails);
    }

    /** What comes when so many mails are tried and so many of them are taken. */
    private List<CaughtMail> sent(int tried, int taken) {
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

    @Test
    void ownerAndAdminsAreToldOnceWhatHappenedAndWhereToResumeTheEndpoint() {
        EndpointId id = endpoint("owner@example.com");
        failUntilDead(3);

        List<CaughtMail> mails = sent(2);
        assertThat(mails).flatExtracting(CaughtMail::to).containsExactlyInAnyOrder("owner@example.com", ADMIN);
        for (String part : new String[] {mails.get(0).text(), mails.get(0).html()}) {
            assertThat(part)
                    .contains("Billing sync")
                    .contains("500")
                    .contains("https://hooks.example.com/atlas/endpoints/" + id);
        }
        clock.advance(Duration.ofDays(1));
        assertThat(sent(0)).isEmpty();
    }

    @Test
    void whoIsOwnerAndAdminGetsOneMail() {
        endpoint("Ada@Example.com");
        failUntilDead(1);

        assertThat(sent(1).get(0).to()).containsExactly(ADMIN);
    }

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

    @Test
    void aKindThatIsSwitchedOffIsNotSent() {
        EndpointId quiet = endpoint(null);
        AlertAdmin alerts = atlas.runtime.services().alerts();
        SteppedRuntime.ok(alerts.change(SteppedRuntime.ACTOR, null, Map.of(AlertKind.DEAD_LETTERS, false)));
        SteppedRuntime.ok(alerts.change(SteppedRuntime.ACTOR, quiet, Map.of(AlertKind.PAUSED, false)));
        poison(1);
        failUntilDead(1);

        assertThat(sent(0)).isEmpty();
        assertThat(SteppedRuntime.ok(alerts.switches(SteppedRuntime.WORKSPACE, quiet)))
                .containsEntry(AlertKind.PAUSED, false)
                .containsEntry(AlertKind.DEAD_LETTERS, false)
                .containsEntry(AlertKind.FAILING, true);
    }

    @Test
    void theLinkInAMailEndsThatKindForThatPersonOnly() {
        endpoint("owner@example.com");
        poison(1);
        CaughtMail toOwner = sent(2).stream()
                .filter(caught -> caught.to().contains("owner@example.com"))
                .findFirst()
                .orElseThrow();
        Matcher link = Pattern.compile("List-Unsubscribe:\\s*<https://hooks.example.com/atlas/unsubscribe/([^>]+)>")
                .matcher(toOwner.source());
        assertThat(link.find()).isTrue();
        assertThat(toOwner.source()).contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        assertThat(toOwner.text()).contains("/unsubscribe/" + link.group(1));

        AlertAdmin alerts = atlas.runtime.services().alerts();
        assertThat(alerts.mute(link.group(1).replaceFirst("^.", "_"))).isEmpty();
        AlertMute mute = alerts.mute(link.group(1)).orElseThrow();
        alerts.unsubscribe(mute, "192.0.2.7");
        clock.advance(Duration.ofHours(2));
        poison(1);
        assertThat(sent(1).get(0).to()).containsExactly(ADMIN);

        alerts.subscribe(mute, "192.0.2.7");
        clock.advance(Duration.ofHours(2));
        poison(1);
        assertThat(sent(2)).hasSize(2);
        List<AuditEntry> log = SteppedRuntime.ok(atlas.runtime
                        .services()
                        .auditLog()
                        .list(
                                SteppedRuntime.ACTOR,
                                new AuditSearch("owner@example.com", null, null, null, null),
                                new SliceRequest(10, null)))
                .items();
        assertThat(log)
                .extracting(AuditEntry::action, AuditEntry::from)
                .containsExactly(tuple("alerts.subscribed", "192.0.2.7"), tuple("alerts.unsubscribed", "192.0.2.7"));
    }

    @Test
    void aRefusedMailIsSeenWithWhatTheServerSaid() {
        endpoint("double..dot@example.com");
        poison(1);
        sent(2, 1);

        Slice<SentAlert> all = atlas.runtime
                .services()
                .alerts()
                .list(SteppedRuntime.WORKSPACE, new AlertSearch(null, null, null), SliceRequest.first());
        assertThat(all.items()).extracting(SentAlert::status).containsExactlyInAnyOrder("sent", "failed");
        assertThat(all.items())
                .filteredOn(alert -> alert.status().equals("failed"))
                .first()
                .satisfies(alert -> assertThat(alert.error()).contains("is not a mail address"));
    }

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

    @Test
    void aMailOrAnAlertThatCannotBeReadKeepsBackNoOther() throws SQLException {
        endpoint("owner@example.com");
        failUntilDead(1);
        atlas.runtime.watch().runOnce();
        damage("atlas_alert SET notice = '{\"kind\":' WHERE recipient = 'owner@example.com'");
        assertThat(sent(1).get(0).to()).containsExactly(ADMIN);
        assertThat(atlas.runtime
                        .services()
                        .alerts()
                        .list(
                                SteppedRuntime.WORKSPACE,
                                new AlertSearch(null, null, "failed"),
                                new SliceRequest(10, null))
                        .items())
                .singleElement()
                .extracting(SentAlert::error)
                .asString()
                .contains("column notice of atlas_alert");

        endpoint("first@example.com");
        failUntilDead(1);
        damage("atlas_alert_digest SET notice = 'null' WHERE notice IS NOT NULL");
        clock.advance(Duration.ofMillis(1));
        endpoint("second@example.com");
        failUntilDead(1);
        assertThat(sent(2)).flatExtracting(CaughtMail::to).containsExactlyInAnyOrder("second@example.com", ADMIN);
    }

    private void damage(String assignment) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE " + assignment);
        }
    }
}
