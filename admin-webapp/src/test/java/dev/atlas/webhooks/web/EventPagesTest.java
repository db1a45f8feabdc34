package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class EventPagesTest extends PagesScenario {
    private static final Pattern LINK = Pattern.compile("href=\"/atlas(/events/evt_[A-Z0-9]+)\"");

    @Override
    void fill() {
        EndpointId endpoint = workspace.endpoint("https://events.example", "All", "", "*");
        workspace.endpoint("https://large.example", "Large", "deal.value > 10000", "deal.*");
        workspace.delivery(
                endpoint,
                "deal.updated",
                "{\"deal\":{\"value\":9000,\"note\":\"<img src=x>\"}}",
                DeliveryStatus.DELIVERED,
                1);
        workspace.delivery(endpoint, "task.created", "{\"task\":{}}", DeliveryStatus.DELIVERED, 1);
    }

    @Test
    void eventsAreFoundByTypeTagTextAndTime() throws Exception {
        assertThat(count("")).isEqualTo(2);
        assertThat(count("?type=deal.updated")).isEqualTo(1);
        assertThat(count("?tag=emea&window=1h")).isEqualTo(2);
        assertThat(count("?tag=apac")).isZero();
        assertThat(count("?q=%3Cimg")).isEqualTo(1);
        assertThat(browser.get("/events?q=nowhere").body()).contains("Nothing matches");
    }

    @Test
    void aSearchThatMakesNoSenseIsSaidSo() throws Exception {
        assertThat(browser.get("/events?window=year").body()).contains("is no span of time", "role=\"alert\"");
        assertThat(browser.get("/events?after=junk").body()).contains("does not exist", "role=\"alert\"");
    }

    @Test
    void oneEventShowsItsDataAsTextOnly() throws Exception {
        Matcher link = LINK.matcher(browser.get("/events?type=deal.updated").body());
        assertThat(link.find()).isTrue();
        assertThat(browser.get(link.group(1)).body())
                .contains("deal.updated", "&lt;img src=x>", "emea")
                .contains("not matched", "The endpoint was added after this event.", "Matched by filter version 1")
                .doesNotContain("<img");
        assertThat(browser.get("/events/evt_unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void everyEventTypeShowsItsFieldsAndASample() throws Exception {
        assertThat(browser.get("/event-types").body()).contains("deal.created", "ticket.resolved");
        assertThat(browser.get("/event-types/deal.updated").body())
                .contains("deal.value", "Sample data", "Previous values");
        assertThat(browser.get("/event-types/deal.nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void aTypeOfTheWorkspacesOwnIsMadeChangedAndDeleted() throws Exception {
        browser.get("/event-types/new");
        HttpResponse<String> wrong =
                browser.submit("/event-types", Map.of("name", "shipment.sent", "schema", "{", "sample", ""));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("field-schema-error", "value=\"shipment.sent\"");
        HttpResponse<String> nameless = browser.submit("/event-types", Map.of("name", "Shipment"));
        assertThat(nameless.body()).contains("field-name-error", "value=\"Shipment\"");

        HttpResponse<String> made = browser.submit(
                "/event-types",
                Map.of(
                        "name", "shipment.sent",
                        "description", "It left <b>",
                        "schema",
                                "{\"type\":\"object\",\"properties\":{\"shipment\":{\"type\":\"object\","
                                        + "\"properties\":{\"weight\":{\"type\":\"number\"}}}}}",
                        "sample", ""));
        assertThat(browser.follow(made).body()).contains("shipment.weight", "It left &lt;b&gt;", "Saved.");

        assertThat(browser.get("/event-types/shipment.sent/edit").body()).contains("It left &lt;b>");
        HttpResponse<String> kept = browser.submit("/event-types/shipment.sent/delete", Map.of("typed", "no"));
        assertThat(browser.follow(kept).body()).contains("what was typed is not");
        HttpResponse<String> gone =
                browser.submit("/event-types/shipment.sent/delete", Map.of("typed", "shipment.sent"));
        assertThat(browser.follow(gone).body()).contains("Deleted.").doesNotContain("/event-types/shipment.sent");
    }

    private long count(String query) throws Exception {
        return LINK.matcher(browser.get("/events" + query).body()).results().count();
    }
}
