package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilterLabTest extends PagesScenario {
    private static final String EVENT =
            "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":9000,\"name\":\"<b>bold</b>\"}}}";
    private EndpointId endpoint;

    @Override
    void fill() {
        endpoint = workspace.endpoint("https://lab.example", "Lab", "deal.value > 10", "deal.*");
        for (String value : new String[] {"5", "50", "500", "5000"}) {
            String data = "{\"deal\":{\"value\":" + value + "}}";
            workspace.delivery(endpoint, "deal.updated", data, DeliveryStatus.DELIVERED, 1);
        }
        workspace.delivery(endpoint, "task.created", "{\"task\":{}}", DeliveryStatus.DELIVERED, 1);
    }

    @Test
    void aRuleTriedOnAnEventSaysWhyItWouldNotBeSent() throws Exception {
        assertThat(explain("deal.value > 10000 and deal.name exists", "deal.*", EVENT))
                .contains("Would not be sent.", "deal.value was 9,000 (needs &gt; 10,000)")
                .contains("data-from=\"0\" data-to=\"18\"", "data-result=\"true\"", "&lt;b>bold&lt;/b>")
                .doesNotContain("<b>bold");
    }

    @Test
    void aTypeThatIsNotWantedIsNamedBeforeTheFilter() throws Exception {
        assertThat(explain("deal.value > 1", "contact.*, oops", EVENT))
                .contains("Would not be sent.", "<code>deal.updated</code>, is not among the event types");
    }

    @Test
    void whatIsNoEventOrNoFilterIsSaidInsteadOfAVerdict() throws Exception {
        assertThat(explain("deal.value > 1", "*", "{\"type\":3}")).contains("This is not an event yet.", "data");
        assertThat(explain("deal.value >", "*", EVENT)).contains("The filter cannot be read yet.");
    }

    @Test
    void aBackTestCountsWhatTheNewRuleGainsAndLoses() throws Exception {
        String result = browser.submit(
                        "/ui/lab/backtest",
                        Map.of(
                                "filter", "deal.value < 1000",
                                "live_filter", "deal.value > 10",
                                "event_types", "deal.*",
                                "days", "7"))
                .body();

        assertThat(result)
                .contains(
                        "of 4 events match, 75 %", "+1</span>", "−1</span>", "Gained", "Lost", "data-try-event=\"evt_")
                .contains("deal.value was 5,000 (needs &lt; 1,000)");
    }

    @Test
    void recentEventsAndSamplesOfTheTypesCanBeChosen() throws Exception {
        String choice = browser.get("/ui/lab/events?event_types=task.*").body();
        assertThat(choice).contains("Recent events", "task.created", "Samples of the catalogue");
        assertThat(choice).doesNotContain("deal.updated");

        assertThat(browser.get("/ui/lab/event?id=deal.created").body()).contains("\"type\":\"deal.created\"");
        assertThat(browser.get("/ui/lab/event?id=evt_nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void everyChangeOfTheRuleIsAVersionThatCanBeRestored() throws Exception {
        EndpointId id = workspace.endpoint("https://versions.example", "Versions", "deal.value > 1", "deal.*");
        browser.get("/endpoints/" + id + "/edit");
        browser.submit(
                "/endpoints/" + id + "/edit",
                Map.of(
                        "url", "https://versions.example",
                        "event_types", "deal.*",
                        "filter", "deal.value > 2",
                        "signature", "atlas",
                        "timeout_ms", "10000"));
        assertThat(browser.get("/endpoints/" + id + "/versions").body())
                .contains("Version 2", "deal.value &gt; <del>1</del><ins>2</ins>", SampleWorkspace.OWNER);

        HttpResponse<String> restored = browser.submit("/endpoints/" + id + "/versions/1/restore", Map.of());
        assertThat(browser.follow(restored).body()).contains("Restored version 1 as version 3.", "Version 3");
        assertThat(browser.submit("/endpoints/" + id + "/versions/9/restore", Map.of())
                        .statusCode())
                .isEqualTo(303);
    }

    private String explain(String filter, String types, String event) throws Exception {
        return browser.submit("/ui/lab/explain", Map.of("filter", filter, "event_types", types, "event", event))
                .body();
    }
}
