package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Endpoints to which nothing can be sent, as people see them who must mend them. */
class TroubledEndpointBrowserTest extends BrowserScenario {
    private static final int DESK = 1360;
    private static final int PHONE = 390;

    @Test
    void whatCannotBeReadIsToldInTheListAndOnItsPageOnScreensOfAnyWidth() throws Exception {
        client.createEndpoint(receiver.url("/well"), "deal.*");
        String damaged =
                client.createEndpoint(receiver.url("/damaged"), "task.*").text("/id");
        String locked = client.createEndpoint(receiver.url("/locked"), "note.*").text("/id");
        database.execute("UPDATE atlas_endpoint SET signature = 'none' WHERE url LIKE '%/damaged'");
        database.execute("UPDATE atlas_endpoint_secret s JOIN atlas_endpoint e USING (workspace_id, endpoint_id)"
                + " SET s.secret = REVERSE(s.secret) WHERE e.url LIKE '%/locked'");
        database.execute("UPDATE atlas_endpoint SET changed_in = 1000000 WHERE url LIKE '%ed'");
        database.execute("UPDATE atlas_workspace SET routing_version = 1000000");

        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            context.close();
            openAs(scheme);
            logIn();
            assertThat(page.locator(".rows")).containsText("unreadable");
            look("troubled-overview", scheme);
            visit("endpoints");
            assertThat(page.locator("tr:has-text('damaged')")).containsText("column signature holds 'none'");
            assertThat(page.locator("[data-tone=bad]:has-text('unreadable')")).isVisible();
            look("troubled-list", scheme);
            visit("endpoints/" + locked);
            assertThat(page.locator(".notice")).containsText("cannot be decrypted");
            look("locked-endpoint", scheme);
            visit("endpoints/" + locked + "/edit");
            assertThat(page.locator(".notice").first()).containsText("cannot be decrypted");
            look("locked-form", scheme);
            visit("signatures?endpoint=" + locked);
            page.fill("#headers", "t=1,v1=aa");
            page.fill("#body", "{}");
            page.click("#main button.primary");
            assertThat(page.locator(".notice")).containsText("Nothing can be checked for it.");
            assertThat(page.locator("#endpoint")).hasValue(locked);
            look("locked-signature", scheme);
            consoleErrors.removeIf(error -> error.contains("status of 422"));
            visit("endpoints/" + damaged);
            assertThat(page.locator("h1")).hasText("This endpoint cannot be read");
            look("damaged-endpoint", scheme);
            page.click("[data-dialog=delete]");
            assertThat(page.locator("#delete")).containsText("cannot be undone");
            look("damaged-deletion", scheme);
            consoleErrors.removeIf(error -> error.contains("status of 500"));
        }
    }

    @Test
    void oneThatIsDamagedIsDeletedOnItsPage() throws Exception {
        String given =
                client.createEndpoint(receiver.url("/given-up"), "task.*").text("/id");
        database.execute("UPDATE atlas_endpoint SET signature = 'none' WHERE url LIKE '%/given-up'");
        logIn();
        visit("endpoints/" + given);
        page.click("[data-dialog=delete]");
        assertThat(page.locator("#delete button.danger")).isDisabled();
        page.fill("#delete [name=typed]", given);
        page.click("#delete button.danger");
        assertThat(page.locator(".notice")).containsText("Deleted.");
        assertThat(page.locator("#main")).not().containsText(given);
        consoleErrors.removeIf(error -> error.contains("status of 500"));
    }

    private void look(String name, ColorScheme scheme) {
        for (int width : new int[] {PHONE, DESK}) {
            page.setViewportSize(width, 860);
            shoot(name + "-" + width + "-" + scheme);
            Assertions.assertThat(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
                    .as("%s is to be scrolled sideways", name)
                    .isEqualTo(false);
        }
    }
}
