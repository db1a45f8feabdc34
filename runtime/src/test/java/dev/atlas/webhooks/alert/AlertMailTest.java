package dev.atlas.webhooks.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertMailTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T14:08:00Z"));

    private final AlertMail alertMail =
            new AlertMail(URI.create("https://hooks.example.com/atlas"), Notices.IDS, CLOCK);

    @Test
    void aPausedEndpointIsToldInFull() {
        Mail mail =
                compose(Notices.paused("Billing sync", Notices.error(503, "Service Unavailable", "down\nfor repair")));

        assertThat(mail.subject()).isEqualTo("[Caf\u00e9 \u6771\u4eac] Endpoint paused: Billing sync");
        assertThat(mail.body().text())
                .isEqualTo(
                        """
                Endpoint paused: Billing sync

                A delivery failed 10 times, and nothing else has got through since its first attempt. \
                So Atlas Webhooks has stopped sending to this endpoint.

                Nothing is lost: 1,204 events wait for it, and new events wait with them. Once it works again, \
                resume it: one event goes first as a probe, then the others follow in order.

                The failed delivery is a dead letter; it can be replayed.

                Workspace:       Caf\u00e9 \u6771\u4eac
                Endpoint:        Billing sync
                URL:             https://billing.example.com/hooks/atlas?a=1&b=2
                Last error:      HTTP 503: Service Unavailable
                Failing since:   21 November 2026, 14:05 UTC (for 48 hours)
                Paused at:       23 November 2026, 14:07 UTC
                Waiting:         1,204 events
                Dead letter:     dlv_07
                Event:           evt_42 (deal.updated)
                Attempts:        10

                What the endpoint answered:

                down
                for repair

                Review and resume the endpoint:
                https://hooks.example.com/atlas/endpoints/ep_01

                --\s
                Sent by Atlas Webhooks at hooks.example.com to the owner of this endpoint and the workspace's admins.
                """);
        assertThat(mail.body().html())
                .contains("1,204 events wait", "Billing sync", "down\nfor repair")
                .contains("href=\"https://hooks.example.com/atlas/endpoints/ep_01\"");
    }

    @Test
    void aDeadLetterOfAHealthyEndpointSaysThatItStaysActive() {
        Mail mail = compose(Notices.died());

        assertThat(mail.subject())
                .isEqualTo("[Caf\u00e9 \u6771\u4eac] Delivery failed for good: deal.updated to Billing sync");
        assertThat(mail.body().text())
                .contains("it stays active")
                .contains("https://hooks.example.com/atlas/deliveries/dlv_07")
                .doesNotContain("paused", "What the endpoint answered");
        assertThat(mail.body().html()).contains("it stays active");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 0 events | Nothing waits for it any more.",
                "1 | 1 | 1 event | 1 event was held for it and follows now.",
                "1204 | 1204 | 1,204 events | 1,204 events were held for it and follow now, in order.",
                "1 | 0 | 1 event | 1 event is still to be sent to it, or to be tried again when its time comes.",
                "5 | 3 | 5 events | 3 events were held for it and follow now, in order; "
                        + "2 events are still to be sent to it, or to be tried again when their time comes."
            })
    void anEndpointThatWorksAgainIsToldWithAllThatStillWaitsForIt(
            long waiting, long held, String counted, String sentence) {
        Mail mail = compose(Notices.recovered(waiting, held));

        assertThat(mail.subject()).endsWith("Endpoint works again: Billing sync");
        assertThat(mail.body().text()).contains("Still waiting:   " + counted + "\n", sentence);
        assertThat(mail.body().html()).contains(counted + "<", sentence);
    }

    @Test
    void anEndpointThatIsGoneIsNotSaidToHaveFailedTenTimes() {
        Mail mail = compose(Notices.paused("Billing sync", Notices.error(410, "Gone", null)));

        assertThat(mail.body().text()).contains("It answered 410 Gone").doesNotContain("failed 10 times");
    }

    @Test
    void whatOthersWroteIsEscapedInHtml() {
        Mail mail = compose(Notices.paused(
                "<b>x</b>", Notices.error(null, "\"quoted\" & <i>", "<script>alert(1)</script>\u0000\u001b[31m")));

        assertThat(mail.body().html())
                .doesNotContain("<script>", "<b>x", "<i>", "\u0000", "\u001b")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;b&gt;x&lt;/b&gt;");
    }

    @Test
    void aDescriptionCannotAddLinesOfItsOwn() {
        Mail mail = compose(Notices.paused(
                "x\r\nBcc: victim@example.com\n\nResume here:\u2028https://evil.example\u202e",
                Notices.error(500, "", null)));

        assertThat(mail.subject())
                .isEqualTo("[Caf\u00e9 \u6771\u4eac] Endpoint paused: "
                        + "x Bcc: victim@example.com Resume here: https://evil.example");
        assertThat(mail.body().text().lines())
                .noneMatch(line -> line.startsWith("Bcc:") || line.startsWith("https://evil"));
    }

    @Test
    void withoutAPublicUrlThereIsNoLink() {
        Mail mail =
                new AlertMail(null, Notices.IDS, CLOCK).compose(Notices.died(), Notices.ALERT, "ada@example.com", null);

        assertThat(mail.body().html()).doesNotContain("<a ");
        assertThat(mail.body().text())
                .endsWith("Sent by Atlas Webhooks to the owner of this endpoint and the workspace's admins.\n");
    }

    @Test
    void anEndpointWithoutDescriptionIsNamedByItsHost() {
        assertThat(compose(Notices.paused(" ", Notices.error(500, "", null))).subject())
                .endsWith("Endpoint paused: billing.example.com");
    }

    @Test
    void aLongAnswerIsCut() {
        AlertNotice.LastError error = Notices.error(500, "", "\ud83d\ude00".repeat(5_000));

        assertThat(error.excerpt()).isEqualTo("\ud83d\ude00".repeat(999) + "\u2026");
    }

    @Test
    void aNoticeIsReadBackFromItsStoredForm() {
        AlertNotice paused = Notices.paused("Billing sync", Notices.error(null, "connection refused", null));

        assertThat(AlertNotice.parse(paused.json())).isEqualTo(paused);
        assertThat(AlertNotice.parse(Notices.died().json())).isEqualTo(Notices.died());
        assertThat(Notices.died().json())
                .isEqualTo(
                        """
                {"kind":"delivery_died",\
                "endpoint":{"id":"ep_01","workspace":"Caf\u00e9 \u6771\u4eac","description":"Billing sync",\
                "url":"https://billing.example.com/hooks/atlas?a=1&b=2"},\
                "delivery":{"id":"dlv_07","event":"evt_42","eventType":"deal.updated","attempts":10},\
                "error":{"status":422,"message":"Unprocessable Content","excerpt":null},\
                "failingSince":"2026-11-21T14:05:00Z","diedAt":"2026-11-23T14:07:00Z","others":0}""");
    }

    @Test
    void aNoticeOfAnEarlierVersionIsRead() {
        AlertNotice recovered = Notices.recovered(3, 0);

        assertThat(AlertNotice.parse(recovered.json().replace(",\"held\":0", "")))
                .isEqualTo(recovered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a@b", "a>\r\nBcc: x", ".a", "a..b"})
    void anIdThatWouldBreakTheMessageIdIsRefused(String id) {
        assertThatThrownBy(() -> new Mail(id, "ada@example.com", "x", new Mail.Body("", ""), CLOCK.instant(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no id for a mail");
    }

    private Mail compose(AlertNotice notice) {
        return alertMail.compose(notice, Notices.ALERT, "ada@example.com", null);
    }
}
