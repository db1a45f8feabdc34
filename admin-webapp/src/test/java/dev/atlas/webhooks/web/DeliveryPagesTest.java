package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryPagesTest extends PagesScenario {
    private static final Pattern ROW = Pattern.compile("class=\"row-link mono\"");

    private EndpointId endpoint;
    private EndpointId other;
    private DeliveryId dead;

    @Override
    void fill() {
        endpoint = workspace.endpoint("https://log.example", "Log <1>", "", "*");
        other = workspace.endpoint("https://other.example", "Other", "", "*");
        workspace.failing(other, "No answer within 10 s");
        dead = workspace.delivery(
                endpoint,
                "deal.updated",
                "{\"deal\":{\"note\":\"</pre><script>alert(1)</script>\"}}",
                DeliveryStatus.DEAD,
                3);
        for (int i = 0; i < 51; i++) {
            workspace.delivery(other, "contact.created", "{}", DeliveryStatus.DELIVERED, 1);
        }
    }

    @Test
    void theLogIsReadPageByPage() throws Exception {
        String newest = browser.get("/deliveries?endpoint=" + other).body();
        assertThat(ROW.matcher(newest).results()).hasSize(50);

        var older = Pattern.compile("href=\"/atlas(/deliveries\\?endpoint=[^\"]+after=[^\"]+)\"")
                .matcher(newest);
        assertThat(older.find()).isTrue();
        assertThat(ROW.matcher(browser.get(older.group(1).replace("&amp;", "&")).body())
                        .results())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=dead", "code=503", "endpoint=ENDPOINT", "status=dead&endpoint=ENDPOINT&code=503"})
    void theAddressNarrowsTheLog(String query) throws Exception {
        String log = browser.get("/deliveries?" + query.replace("ENDPOINT", endpoint.toString()))
                .body();

        assertThat(ROW.matcher(log).results()).hasSize(1);
        assertThat(log).contains("deal.updated", "Log &lt;1&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"status=lost", "code=99", "code=abc", "endpoint=ep_x", "event=what%20is%20it", "after=junk"})
    void aSearchThatMakesNoSenseIsSaidSo(String query) throws Exception {
        HttpResponse<String> log = browser.get("/deliveries?" + query);

        assertThat(log.statusCode()).isEqualTo(200);
        assertThat(log.body()).contains("role=\"alert\"");
        assertThat(ROW.matcher(log.body()).results()).isEmpty();
    }

    @Test
    void anEventNobodyKnowsIsNotFoundInTheLog() throws Exception {
        assertThat(browser.get("/deliveries?event=evt_unknown").body()).contains("Nothing matches");
    }

    @Test
    void theDrawerShowsEveryAttemptWithRequestResponseAndPhases() throws Exception {
        String page = browser.get("/deliveries?status=dead&delivery=" + dead).body();

        assertThat(page)
                .contains("3 attempts", "Gave up", "Retry now", "Atlas-Signature", "203.0.113.17")
                .contains("phase-dns", "phase-connect", "phase-tls", "phase-first-byte", "retry_after")
                .contains("No answer within 10 s: the request was sent, but nothing came back.");
    }

    @Test
    void payloadsAreNeverMarkup() throws Exception {
        String page = browser.get("/deliveries?delivery=" + dead).body();

        assertThat(page).contains("&lt;script&gt;alert").doesNotContain("<script>alert");
    }

    @Test
    void aLinkToOneDeliveryOpensItInTheLog() throws Exception {
        HttpResponse<String> link = browser.get("/deliveries/" + dead);

        assertThat(link.headers().firstValue("Location")).hasValue("/atlas/deliveries?delivery=" + dead);
    }

    @Test
    void aDeadLetterIsRetriedAndThenCancelledFromTheDrawer() throws Exception {
        DeliveryId again = workspace.delivery(endpoint, "task.created", "{}", DeliveryStatus.DEAD, 1);
        String back = "/deliveries?endpoint=" + endpoint + "&delivery=" + again;
        browser.get(back);

        HttpResponse<String> retried = browser.submit("/deliveries/" + again + "/retry", Map.of("back", back));
        assertThat(retried.headers().firstValue("Location")).hasValue("/atlas" + back);
        assertThat(browser.follow(retried).body()).contains("It is tried again now.", "Cancel delivery");
        HttpResponse<String> cancelled = browser.submit("/deliveries/" + again + "/cancel", Map.of("back", back));
        assertThat(browser.follow(cancelled).body()).contains("Cancelled. It gets no more attempts.");
        HttpResponse<String> late = browser.submit("/deliveries/" + again + "/cancel", Map.of("back", back));
        assertThat(browser.follow(late).body()).contains("it is already cancelled", "Undo: deliver it");
    }

    @Test
    void theOverviewCountsAndPointsAtTrouble() throws Exception {
        assertThat(browser.get("/").body())
                .contains(
                        "One endpoint needs attention.", "No answer within 10 s", "Recent dead letters", "deal.updated")
                .contains("/atlas/deliveries?status=dead&amp;delivery=" + dead);
    }
}
