package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReplayPagesTest extends PagesScenario {
    private EndpointId endpoint;

    @Override
    void fill() {
        endpoint = workspace.endpoint("https://replay.example", "Replayed <1>", "", "*");
        workspace.delivery(endpoint, "deal.updated", "{}", DeliveryStatus.DEAD, 3);
        workspace.delivery(endpoint, "deal.created", "{}", DeliveryStatus.DEAD, 3);
    }

    @Test
    void deadLettersStandTogetherByCause() throws Exception {
        String page = browser.get("/dead-letters").body();
        assertThat(page)
                .contains("By cause", "deal.updated", "deal.created", "Replayed &lt;1", "Discard 2 dead letters?");
        Matcher group = Pattern.compile("href=\"/atlas(/dead-letters\\?endpoint=[^\"]+)\"")
                .matcher(page);
        assertThat(group.find()).isTrue();
        assertThat(browser.get(group.group(1).replace("&amp;", "&")).body()).contains("deal.updated");
        assertThat(browser.get("/dead-letters?after=junk").statusCode()).isEqualTo(404);
    }

    @Test
    void aReplayIsPreviewedStartedPausedAndCancelled() throws Exception {
        browser.get("/replays/new");
        Map<String, String> form =
                Map.of("what", "dead", "endpoint", endpoint.toString(), "window", "30d", "rate", "5");
        String preview = browser.submit("/replays/preview", form).body();
        assertThat(preview).contains("2 would be sent again.", "Send 2 again");
        HttpResponse<String> started = browser.submit("/replays", form);
        String list = browser.follow(started).body();
        assertThat(list).contains("The replay has begun.", "Replayed &lt;1", "of 2 queued", "at most 5 a second");

        Matcher id = Pattern.compile("/replays/(rpl_[A-Z0-9]+)/pause").matcher(list);
        assertThat(id.find()).isTrue();
        String path = "/replays/" + id.group(1);
        assertThat(browser.follow(browser.submit(path + "/pause", Map.of())).body())
                .contains("Paused.", "Go on");
        assertThat(browser.follow(browser.submit(path + "/resume", Map.of())).body())
                .contains("It goes on");
        assertThat(browser.follow(browser.submit(path + "/cancel", Map.of())).body())
                .contains("what was typed is not cancel", "Cancel this replay?");
        Map<String, String> typed = Map.of("typed", "cancel");
        assertThat(browser.follow(browser.submit(path + "/cancel", typed)).body())
                .contains("Cancelled.")
                .doesNotContain("Cancel this replay?");
        assertThat(browser.follow(browser.submit(path + "/cancel", typed)).body())
                .contains("it is already cancelled");
    }

    @Test
    void replaysThatCannotBeReadAreToldAsSuch() throws Exception {
        browser.get("/replays/new");
        browser.submit("/replays", Map.of("what", "dead", "window", "30d", "rate", "5"));
        workspace.damageReplays("selection = CONCAT('x', selection)");
        assertThat(browser.get("/replays").body())
                .contains(">damaged<", "column selection of its row in atlas_replay")
                .doesNotContain("Something broke");
        workspace.damageReplays("selection = SUBSTRING(selection, 2)");
        assertThat(browser.get("/replays").body()).doesNotContain(">damaged<");
    }

    @Test
    void deadLettersAreDiscardedOnlyByWhoTypesWhatTheyDiedOf() throws Exception {
        browser.get("/dead-letters");
        EndpointId lost = workspace.endpoint("https://lost.example", "Lost", "", "*");
        workspace.delivery(lost, "deal.updated", "{}", DeliveryStatus.DEAD, 3);
        String page = browser.get("/dead-letters").body();
        Matcher cause = Pattern.compile("name=\"endpoint\" value=\"" + lost
                        + "\">\\s*<input type=\"hidden\" name=\"cause\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(cause.find()).isTrue();
        Map<String, String> form = new HashMap<>(
                Map.of("endpoint", lost.toString(), "cause", cause.group(1), "reason", "fetched by hand"));
        HttpResponse<String> slip = browser.submit("/dead-letters/discard", form);
        assertThat(browser.follow(slip).body()).contains("Nothing was done", "Lost");
        form.put("typed", cause.group(1));
        HttpResponse<String> meant = browser.submit("/dead-letters/discard", form);
        assertThat(browser.follow(meant).body()).contains("Discarded one dead letter.");
    }

    @Test
    void whatWasChosenInTheLogIsCountedAndSentAgain() throws Exception {
        String chosen = workspace.delivery(endpoint, "task.created", "{}", DeliveryStatus.DELIVERED, 1) + " "
                + workspace.delivery(endpoint, "task.deleted", "{}", DeliveryStatus.CANCELLED, 0);
        Map<String, String> form = Map.of("what", "chosen", "ids", chosen);
        assertThat(browser.submit("/replays/preview", form).body())
                .contains("The chosen deliveries (2)", "2 would be sent again.", "value=\"" + chosen + "\"");
        assertThat(browser.follow(browser.submit("/replays", form)).body()).contains("The replay has begun.");
        assertThat(browser.get("/replays/new").body()).doesNotContain("The chosen deliveries");
        assertThat(browser.submit("/replays/preview", Map.of("what", "chosen")).body())
                .contains("choose deliveries in the log first");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedStays() throws Exception {
        browser.get("/replays/new");
        HttpResponse<String> refused = browser.submit(
                "/replays/preview", Map.of("what", "missed", "window", "7d", "rate", "soon", "filter", "deal.value >"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("field-rate-error", "value=\"deal.value >\"");
        HttpResponse<String> missed =
                browser.submit("/replays/preview", Map.of("what", "missed", "filter", "deal.value >"));
        assertThat(missed.body()).contains("field-endpoint-error", "field-filter-error");
    }

    @Test
    void whoOnlyReadsStartsNothing() throws Exception {
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get("/replays/new").statusCode()).isEqualTo(403);
        assertThat(viewer.get("/dead-letters").body()).doesNotContain("Discard");
    }
}
