package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.atlas.webhooks.admin.AlertAdmin;
import dev.atlas.webhooks.admin.AlertSearch;
import dev.atlas.webhooks.admin.AuditEntry;
import dev.atlas.webhooks.admin.AuditSearch;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.alert.AlertMute;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.identity.EndpointId;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who gets a mail, and what becomes of it. */
@DatabaseTest
class AlertTest extends AlertScenario {
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
}
