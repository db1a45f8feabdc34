package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** An operator's first steps, and every page in both themes. */
class BrowserTest extends BrowserScenario {
    @Test
    void aWrongPasswordIsRefusedAndTheRightOneOpensTheOverview() {
        logIn(page, "wrong horse");
        assertThat(page.locator("input[name=password]")).isVisible();
        consoleErrors.removeIf(error -> error.contains("status of 4")); // the browser's own note on the refusal
        logIn();
    }

    @Test
    void theFilterEditorShowsWhatIsWrongWhileOneTypesAndTheEndpointIsSaved() {
        logIn();
        visit("endpoints/new");
        page.fill("input[name=url]", receiver.url("/made-in-the-browser"));
        Locator editor = page.locator("[data-filter-editor] .cm-content");
        editor.click();
        editor.pressSequentially("deal.value >");
        assertThat(page.locator(".editor-problems")).containsText("ends where");
        shoot("editor-problem");
        editor.pressSequentially(" 10000");
        assertThat(page.locator(".editor-problems")).not().containsText("ends where");
        page.keyboard().press("Escape");
        page.getByText("Create endpoint", new Page.GetByTextOptions().setExact(true))
                .click();

        assertThat(page.locator("body")).containsText("whsec_");
        assertThat(page.locator("body")).containsText("deal.value > 10000");
    }

    @Test
    void aDeliveryOpensWithItsAttemptsAndItsPayloadIsNeverMarkup() throws Exception {
        client.createEndpoint(receiver.url("/browser"), "contact.created");
        client.publish("contact.created", "{\"contact\":{\"name\":\"<img src=x onerror=alert(1)>\"}}");
        receiver.until("/browser", got -> got.size() == 1);
        client.until(
                "api/v1/deliveries?status=delivered",
                delivered -> delivered.json().path("data").size() > 0);
        logIn();
        visit("deliveries");
        page.locator(".row-link").first().click();

        assertThat(page.locator("#drawer")).containsText("contact.created");
        assertThat(page.locator("#drawer")).containsText("Atlas-Signature");
        assertThat(page.locator("#drawer")).containsText("First byte");
        assertThat(page.locator("#drawer img[src=x]")).hasCount(0);
        shoot("drawer");
    }

    static final List<String> PAGES = List.of(
            "",
            "endpoints",
            "endpoints/new",
            "events",
            "deliveries",
            "dead-letters",
            "replays",
            "replays/new",
            "event-types",
            "event-types/deal.updated",
            "alerts",
            "settings",
            "workspace",
            "members",
            "signatures",
            "reference",
            "api-keys",
            "audit-log");

    @Test
    void everyPageIsAccessibleInLightAndDark() throws Exception {
        List<String> pages = new ArrayList<>(PAGES);
        pages.addAll(pagesOfThings());
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            context.close();
            openAs(scheme);
            logIn();
            assertThat(page.locator("h1")).containsText("Overview");
            for (String path : pages) {
                visit(path);
                assertThat(page.locator("h1")).isVisible();
                shoot(name(path) + "-" + scheme.name().toLowerCase(Locale.ROOT));
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as("violations of %s in %s", path, scheme)
                        .isEmpty();
            }
        }
    }

    /** The pages of one endpoint, one event and one delivery that failed. */
    private List<String> pagesOfThings() throws Exception {
        String endpoint = client.createEndpoint(receiver.url("/shown"), "meeting.scheduled")
                .text("/id");
        receiver.answer("/shown", 503);
        String event = client.publish(
                "meeting.scheduled", "{\"meeting\":{\"title\":\"Kick-off\",\"guests\":[\"ada\",\"grace\"]}}");
        String delivery = client.until(
                        "api/v1/deliveries?code=503&endpoint=" + endpoint,
                        found -> found.json().path("data").size() == 1)
                .text("/data/0/id");
        return List.of(
                "endpoints/" + endpoint,
                "endpoints/" + endpoint + "/edit",
                "endpoints/" + endpoint + "/client-certificate",
                "endpoints/" + endpoint + "/versions",
                "events/" + event,
                "deliveries?delivery=" + delivery);
    }

    private static String name(String path) {
        String plain = path.replaceAll("(ep|evt)_\\w+", "one")
                .replaceAll("\\?.*", "-open")
                .replace('/', '-');
        return plain.isEmpty() ? "overview" : plain;
    }
}
