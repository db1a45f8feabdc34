package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Writing a rule with its effect in view: on one event, and on those of the past. */
class FilterLabBrowserTest extends BrowserScenario {

    private Locator filter() {
        return page.locator("[data-filter-editor] .cm-content");
    }

    @Test
    void aRuleIsTriedOnAnEventWhileOneTypes() throws Exception {
        publishDeal(9000);
        logIn();
        visit("endpoints/new");
        page.fill("input[name=event_types]", "deal.*");
        page.press("input[name=event_types]", "Tab");
        assertThat(page.locator("[data-lab-event]")).containsText("9000");
        filter().click();
        filter().pressSequentially("deal.value > 10000");

        assertThat(page.locator("[data-lab-explain]")).containsText("deal.value was 9,000 (needs > 10,000)");
        assertThat(page.locator(".why-actual")).containsText("9,000");
        page.locator(".why-line").first().hover();
        assertThat(page.locator("[data-filter-editor] .span-bad")).hasText("deal.value > 10000");

        page.keyboard().press("Escape");
        page.locator("#pane-explain .cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText("{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":70000}}}");
        assertThat(page.locator("[data-lab-explain]")).containsText("Would be sent.");
        page.locator("#pane-explain .cm-content").click();
        page.keyboard().press("Control+a");
        page.keyboard().insertText("{");
        assertThat(page.locator("[data-lab-explain]")).containsText("This is not an event yet.");
    }

    @Test
    void aBackTestSaysWhatTheNewRuleGainsAndLoses() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/back-test"), "deal.*").text("/id");
        String first = publishDeal(500);
        publishDeal(50_000);
        client.until(
                "api/v1/events/" + first, event -> event.json().path("routed").asBoolean());
        logIn();
        visit("endpoints/" + endpoint + "/edit");
        filter().click();
        filter().pressSequentially("deal.value > 10000 and deal.value < 60000");
        page.keyboard().press("Escape");
        page.click("#tab-backtest");

        assertThat(page.locator("[data-lab-backtest]")).containsText("against the rule in use");
        assertThat(page.locator("[data-lab-backtest]")).containsText("Lost");
        page.locator(".samples [data-try-event]").first().click();
        assertThat(page.locator("[data-lab-explain] .verdict")).isVisible();
        shoot("filter-lab");
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    @Test
    void anEventsPageLeadsToTheRuleThatDidNotWantIt() throws Exception {
        client.post(
                "api/v1/endpoints",
                "{\"url\":\"%s\",\"event_types\":[\"deal.*\"],\"filter\":\"deal.value > 1000000\",\"description\":\"Huge\"}"
                        .formatted(receiver.url("/huge")));
        String event = publishDeal(9000);
        client.until(
                "api/v1/events/" + event, answer -> answer.json().path("routed").asBoolean());
        logIn();
        visit("events/" + event);
        assertThat(page.locator("main")).containsText("deal.value was 9,000 (needs > 1,000,000)");
        page.locator("a.row-link")
                .filter(new Locator.FilterOptions().setHasText("Huge"))
                .click();
        assertThat(page.locator("[data-lab-explain]")).containsText("Would not be sent.");
    }

    @Test
    void anEarlierVersionIsRestored() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/versions"), "deal.*").text("/id");
        logIn();
        visit("endpoints/" + endpoint + "/edit");
        filter().click();
        filter().pressSequentially("tag:vip");
        page.keyboard().press("Escape");
        page.locator("button:has-text('Save')").click();
        assertThat(page.locator(".notice")).containsText("Saved.");
        page.locator("a:has-text('filter version 2')").click();
        assertThat(page.locator("ins").first()).containsText("tag");
        page.locator("button:has-text('Restore')").click();
        assertThat(page.locator(".notice")).containsText("Restored version 1 as version 3.");
    }

    private String publishDeal(int value) throws Exception {
        return client.publish("deal.updated", "{\"deal\":{\"value\":%d}}".formatted(value));
    }
}
