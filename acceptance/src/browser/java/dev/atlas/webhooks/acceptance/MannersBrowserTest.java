package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Keys, phones, two people at once, an ended session, a lost connection. */
class MannersBrowserTest extends BrowserScenario {

    @Test
    void thePaletteGoesToAnEndpointByAFewLetters() throws Exception {
        client.createEndpoint(receiver.url("/palette"), "task.created");
        logIn();
        page.keyboard().press("Control+k");
        page.keyboard().type("for task");
        assertThat(page.locator(".palette [aria-selected=true]")).containsText("For task.created");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("For task.created");
    }

    @Test
    void thePaletteDoesWhatTheFrameDoes() {
        logIn();
        page.keyboard().press("Control+k");
        page.keyboard().type("light and dark");
        page.keyboard().press("Enter");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        page.keyboard().press("Control+k");
        page.keyboard().type("deal.upd");
        assertThat(page.locator(".palette [aria-selected=true]")).containsText("Event type");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("deal.updated");
        awaitScripts();
        page.keyboard().press("Control+k");
        page.keyboard().type("log out");
        page.keyboard().press("Enter");
        assertThat(page.locator("input[name=password]")).isVisible();
    }

    @Test
    void keysGoThroughTheLogAndSearchIt() throws Exception {
        client.createEndpoint(receiver.url("/keys"), "company.created");
        client.publish("company.created", "{\"company\":{}}");
        client.publish("company.created", "{\"company\":{}}");
        receiver.until("/keys", got -> got.size() == 2);
        logIn();
        visit("deliveries");
        page.keyboard().press("j");
        assertThat(page.locator("#drawer")).isVisible();
        String first = page.url();
        page.keyboard().press("j");
        page.waitForURL(url -> !url.equals(first));
        page.keyboard().press("Escape");
        assertThat(page.locator("#drawer")).isHidden();
        page.keyboard().press("/");
        assertThat(page.locator("input[name=event]")).isFocused();
    }

    @Test
    void whatTakesLongerThanOneNoticesIsAwaitedWhereItWillStand() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/slow"), "company.updated").text("/id");
        client.publish("company.updated", "{\"company\":{}}");
        receiver.until("/slow", got -> got.size() == 1);
        logIn();
        visit("deliveries?endpoint=" + endpoint);
        List<Route> held = new ArrayList<>();
        page.route(url -> url.contains("delivery=") || url.contains("backtest"), held::add);
        page.locator(".row-link").first().click();
        assertThat(page.locator("#drawer .skeleton").first()).isVisible();
        held.remove(0).resume();
        assertThat(page.locator("#drawer")).containsText("1 attempt");
        assertThat(page.locator("#drawer .skeleton")).hasCount(0);

        visit("endpoints/" + endpoint + "/edit");
        page.click("#tab-backtest");
        assertThat(page.locator("[data-lab-backtest] .skeleton")).isVisible();
        shoot("awaited");
        held.remove(0).resume();
        assertThat(page.locator("[data-lab-backtest]")).containsText("events match");
        assertThat(page.locator("[data-lab-backtest] .skeleton")).hasCount(0);
    }

    @Test
    void newDeliveriesComeWhileTheLogIsLive() throws Exception {
        client.createEndpoint(receiver.url("/live"), "note.created");
        logIn();
        visit("deliveries");
        page.locator("[data-live]").click();
        client.publish("note.created", "{\"note\":{}}");
        assertThat(page.locator("#log .row-link").first()).hasText("note.created");
    }

    @Test
    void twoPeopleWhoEditAtOnceSeeEachOther() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/both"), "deal.created").text("/id");
        logIn();
        visit("endpoints/" + endpoint + "/edit");
        try (BrowserContext others = newContext(ColorScheme.LIGHT)) {
            Page theirs = others.newPage();
            logIn(theirs, PASSWORD);
            assertThat(theirs.locator("h1")).containsText("Overview");
            theirs.navigate(server.address() + "endpoints/" + endpoint + "/edit");
            theirs.fill("input[name=description]", "Theirs");
            theirs.locator("button:has-text('Save')").click();
            assertThat(theirs.locator("h1")).containsText("Theirs");
        }
        page.fill("input[name=description]", "Mine");
        page.locator("button:has-text('Save')").click();

        assertThat(page.locator(".notice")).containsText("Somebody else has saved this endpoint");
        assertThat(page.locator("#field-description-error")).containsText("Theirs");
        assertThat(page.locator("input[name=description]")).hasValue("Mine");
        consoleErrors.removeIf(error -> error.contains("status of 422")); // the browser's own note on the refusal
        page.locator("button:has-text('Save')").click();
        assertThat(page.locator("h1")).containsText("Mine");
    }

    @Test
    void anEndedSessionLosesNothingThatWasTyped() {
        logIn();
        visit("endpoints/new");
        page.fill("input[name=url]", receiver.url("/kept"));
        page.fill("input[name=description]", "Typed before the end");
        context.clearCookies();
        page.locator("button:has-text('Create endpoint')").click();
        assertThat(page.locator("#connection")).containsText("Your session has ended.");
        assertThat(page.locator("input[name=description]")).hasValue("Typed before the end");

        Page again = context.waitForPage(() -> page.locator("#connection a").click());
        again.fill("input[name=email]", "owner@crm.example");
        again.fill("input[name=password]", PASSWORD);
        again.press("input[name=password]", "Enter");
        assertThat(again.locator("h1")).containsText("New endpoint");
        page.locator("button:has-text('Create endpoint')").click();
        assertThat(page.locator("body")).containsText("whsec_");
        consoleErrors.removeIf(error -> error.contains("status of 401")); // the browser's own notes on the refusals
    }

    @Test
    void aLostConnectionIsSaidAndTheFormWaits() {
        logIn();
        visit("endpoints/new");
        page.fill("input[name=url]", receiver.url("/offline"));
        context.setOffline(true);
        page.locator("button:has-text('Create endpoint')").click();
        assertThat(page.locator("#connection")).containsText("No connection to the server.");
        context.setOffline(false);
        assertThat(page.locator("#connection")).isHidden();
        consoleErrors.removeIf(error -> error.contains("ERR_INTERNET_DISCONNECTED"));
        page.locator("button:has-text('Create endpoint')").click();
        assertThat(page.locator("body")).containsText("whsec_");
        consoleErrors.removeIf(error -> error.contains("ERR_INTERNET_DISCONNECTED"));
    }

    @Test
    void nothingIsAskedOfAnotherServerAndEachPageIsSmall() {
        logIn();
        String login = context.storageState();
        for (String path : BrowserTest.PAGES) {
            context.close();
            openAs(ColorScheme.LIGHT, login); // with nothing in its cache
            List<Request> answered = new ArrayList<>();
            page.onRequestFinished(answered::add);
            visit(path);
            page.waitForLoadState(LoadState.NETWORKIDLE);
            Assertions.assertThat(answered.stream()
                            .mapToLong(MannersBrowserTest::bytes)
                            .sum())
                    .as("compressed bytes of the first look at /" + path)
                    .isBetween(20_000L, 300_000L);
            Assertions.assertThat(answered).allSatisfy(request -> Assertions.assertThat(
                            URI.create(request.url()).getHost())
                    .isEqualTo(server.address().getHost()));
        }
    }

    private static long bytes(Request request) {
        return (long) request.sizes().responseHeadersSize + request.sizes().responseBodySize;
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreen() {
        page.setViewportSize(390, 800);
        logIn();
        for (String path :
                List.of("", "endpoints", "endpoints/new", "events", "deliveries", "event-types", "api-keys")) {
            visit(path);
            assertThat(page.locator("h1")).isVisible();
            Object wider = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
            Assertions.assertThat(wider)
                    .as("a scroll bar at the bottom of " + path)
                    .isEqualTo(false);
        }
        shoot("phone");
    }

    @Test
    void theThemeStaysWhereverOneGoes() {
        logIn();
        page.locator("[data-theme-switch]").click();
        visit("endpoints");
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }
}
