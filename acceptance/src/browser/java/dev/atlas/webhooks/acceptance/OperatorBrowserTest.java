package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What operators do on most days: send again what was lost, read far back, let people and programs in. */
class OperatorBrowserTest extends BrowserScenario {
    private static final Pattern WELCOME = Pattern.compile("welcome/[A-Za-z0-9_.-]+");

    @Test
    void deliveriesChosenInTheLogAreSentOnceMore() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/again"), "activity.call").text("/id");
        for (int i = 0; i < 3; i++) {
            client.publish("activity.call", "{\"activity\":{\"minutes\":" + i + "}}");
        }
        delivered(endpoint, 3);
        logIn();
        visit("deliveries?endpoint=" + endpoint);
        page.locator("#log tbody input[type=checkbox]").nth(0).check();
        page.locator("#log tbody input[type=checkbox]")
                .nth(2)
                .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
        assertThat(page.locator("[data-picked]")).hasText("3");
        shoot("log-chosen");
        button("Send again…").click();
        assertThat(page.locator("#field-endpoint")).isHidden(); // it narrows what was not chosen one by one
        assertThat(page.locator(".preview")).containsText("3 would be sent again.");
        button("Send 3 again").click();
        assertThat(page.locator("#replays li").first()).containsText("3 of 3 queued");
        shoot("replays");
        receiver.until("/again", got -> got.size() == 6);
    }

    @Test
    void aReplayIsCancelledByWhoTypesItWhateverItsListDoesMeanwhile() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/slowly"), "activity.email").text("/id");
        publishMany("activity.email", 60);
        delivered(endpoint, 60);
        client.post("api/v1/replays", "{\"endpoint\":\"%s\",\"status\":\"delivered\",\"rate\":1}".formatted(endpoint));
        logIn();
        visit("replays");
        Locator replay = page.locator("#replays li").first();
        Locator dialog = page.locator("dialog:modal");
        replay.getByText("Cancel…").click();
        assertThat(dialog).containsText("For activity.email: delivered");
        assertThat(dialog.locator("[type=submit]")).isDisabled();
        dialog.locator("input[name=typed]").fill("can");
        String before = replay.locator("p").innerText();
        assertThat(replay.locator("p")).not().hasText(before); // the list has been brought anew
        page.keyboard().type("cel");
        assertThat(dialog.locator("[type=submit]")).isEnabled();
        shoot("replay-cancel");
        page.keyboard().press("Escape");
        assertThat(replay.getByText("Cancel…")).isFocused();
        page.keyboard().press("Enter");
        dialog.locator("[type=submit]").click();
        assertThat(page.locator(".notice")).containsText("Cancelled.");
        assertThat(replay.locator(".badge")).hasText("cancelled");
    }

    @Test
    void aSecretThatIsInWrongHandsIsReplacedByWhoTypesTheHost() throws Exception {
        String endpoint = client.createEndpoint(receiver.url("/leaked"), "activity.meeting")
                .text("/id");
        logIn();
        visit("endpoints/" + endpoint);
        page.locator("summary[aria-label='More actions']").click();
        page.getByText("Rotate the secret…").click();
        page.getByText("Replace it at once…").click();
        Locator dialog = page.locator("dialog:modal");
        assertThat(dialog).hasCount(1);
        assertThat(dialog.locator("[type=submit]")).isDisabled();
        dialog.locator("input[name=typed]").fill("127.0.0.1");
        shoot("secret-replace");
        dialog.locator("[type=submit]").click();
        assertThat(page.locator(".notice")).containsText("The old one is no longer valid.");
        assertThat(page.locator("main")).not().containsText("Old secret ends");
    }

    @Test
    void aLongLogStaysLiveAndTheOverviewToo() throws Exception {
        String endpoint =
                client.createEndpoint(receiver.url("/lively"), "invoice.sent").text("/id");
        publishMany("invoice.sent", 120);
        delivered(endpoint, 120);
        logIn();
        visit("deliveries?endpoint=" + endpoint);
        page.locator("[data-live]").click();
        client.publish("invoice.sent", "{}");
        assertThat(page.locator("#log tbody tr").first()).containsText("121");
        page.locator("#log tbody input[type=checkbox]").first().check();
        client.publish("invoice.sent", "{}");
        assertThat(page.locator("#log tbody tr").first()).containsText("122");
        assertThat(page.locator("[data-picked]")).hasText("1");

        visit("");
        String before = page.locator(".tile-count").first().innerText();
        publishMany("invoice.sent", 50);
        assertThat(page.locator(".tile-count").first())
                .not()
                .hasText(before, new LocatorAssertions.HasTextOptions().setTimeout(30_000));
    }

    @Test
    void whoLeavesAFormWithSomethingTypedIsAsked() {
        logIn();
        visit("event-types/new");
        page.fill("input[name=description]", "Half a thought");
        List<String> asked = new ArrayList<>();
        page.onDialog(dialog -> {
            asked.add(dialog.type());
            dialog.dismiss();
        });
        page.locator(".nav a").first().click();
        assertThat(page.locator("input[name=description]")).hasValue("Half a thought");
        Assertions.assertThat(asked).containsExactly("beforeunload");
    }

    @Test
    void aPayloadFolds() throws Exception {
        client.createEndpoint(receiver.url("/fold"), "product.created");
        String event = client.publish(
                "product.created",
                "{\"product\":{\"name\":\"Bolt\",\"sizes\":[1,2.50,1e3],\"maker\":{\"city\":\"Ulm\"}}}");
        client.until("api/v1/events/" + event, answer -> answer.status() == 200);
        logIn();
        visit("events/" + event);
        Locator payload = page.locator("pre[data-payload]").first();
        assertThat(payload).containsText("2.50");
        Locator product = payload.locator("summary").filter(new Locator.FilterOptions().setHasText("product"));
        product.press("Enter");
        assertThat(payload.getByText("\"Ulm\"")).isHidden();
        assertThat(product).containsText("3 …");
        product.press("Enter");
        assertThat(payload.getByText("\"Ulm\"")).isVisible();
        shoot("payload");
    }

    @Test
    void aMemberIsInvitedJoinsReadsOnlyAndIsRemoved() throws Exception {
        logIn();
        visit("members");
        page.fill("input[name=email]", "vera@crm.example");
        page.check("#role-viewer");
        button("Send the invitation").click();
        assertThat(page.locator("main")).containsText("vera@crm.example");
        String link = invitation("vera@crm.example");

        try (BrowserContext theirs = newContext(ColorScheme.LIGHT)) {
            Page vera = theirs.newPage();
            vera.navigate(server.address() + link);
            vera.fill("input[name=password]", "a horse of her own");
            vera.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Join"))
                    .click();
            if (vera.locator("input[name=email]").count() > 0 && vera.url().contains("login")) {
                vera.fill("input[name=email]", "vera@crm.example");
                vera.fill("input[name=password]", "a horse of her own");
                vera.press("input[name=password]", "Enter");
            }
            assertThat(vera.locator("h1")).containsText("Overview");
            vera.navigate(server.address() + "endpoints");
            assertThat(vera.locator("main")).not().containsText("New endpoint");

            Locator row = page.locator("tr").filter(new Locator.FilterOptions().setHasText("vera@crm.example"));
            page.reload();
            row.getByText("Remove…").click();
            Locator dialog = page.locator("dialog:modal");
            assertThat(dialog.locator("[type=submit]")).isDisabled();
            dialog.locator("input[name=typed]").fill("vera@crm.example");
            dialog.locator("[type=submit]").click();
            assertThat(page.locator("main table")).not().containsText("vera@crm.example");
            vera.navigate(server.address() + "endpoints");
            assertThat(vera.locator("input[name=password]")).isVisible();
        }
    }

    @Test
    void aKeyIsShownOnceUsedAndDeleted() {
        logIn();
        visit("api-keys");
        page.fill("input[name=name]", "Browser test");
        button("Make the key").click();
        Locator secret = page.locator(".notice .secret code");
        assertThat(secret).containsText("atlas_sk_");
        String key = secret.innerText();
        visit("api-keys");
        assertThat(page.locator("main")).not().containsText(key);

        page.locator("tr")
                .filter(new Locator.FilterOptions().setHasText("Browser test"))
                .getByText("Delete…")
                .click();
        page.locator("dialog:modal input[name=typed]").fill("Browser test");
        page.locator("dialog:modal [type=submit]").click();
        assertThat(page.locator("main table")).not().containsText("Browser test");
    }

    @Test
    void aTypeOfOnesOwnIsKnownToTheFilterEditor() {
        logIn();
        visit("event-types/new");
        page.fill("input[name=name]", "shipment.sent");
        page.fill(
                "textarea[name=schema]",
                "{\"type\":\"object\",\"properties\":{\"shipment\":{\"type\":\"object\",\"properties\":{\"weight\":{\"type\":\"number\"}}}}}");
        button("Create event type").click();
        assertThat(page.locator("h1")).containsText("shipment.sent");
        shoot("own-type");

        visit("endpoints/new");
        Locator editor = page.locator("[data-filter-editor] .cm-content");
        editor.click();
        editor.pressSequentially("shipment.wei");
        assertThat(page.locator(".cm-tooltip-autocomplete")).containsText("shipment.weight");
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void aMailThatComesBackIsSeenWithTheServersWordsAndAtItsEndpoint() throws Exception {
        receiver.answer("/abandoned", 410);
        String endpoint = client.post(
                        "api/v1/endpoints",
                        "{\"url\":\"%s\",\"event_types\":[\"task.completed\"],\"owner_email\":\"gone@crm.example\",\"description\":\"Abandoned\"}"
                                .formatted(receiver.url("/abandoned")))
                .text("/id");
        client.publish("task.completed", "{}");
        client.until("api/v1/alerts?status=sent&endpoint=" + endpoint, sent -> sent.body()
                .contains("gone@crm.example"));
        Assertions.assertThat(mails.await(2, Duration.ofSeconds(30))).isTrue();
        mails.mails().stream()
                .filter(mail -> mail.to().contains("gone@crm.example"))
                .forEach(mails::sendBack);
        Eventually.get(
                Duration.ofMinutes(3),
                "the mail that came back",
                () -> client.get("api/v1/alerts?status=bounced"),
                bounced -> bounced.json().path("data").size() == 1);

        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            context.close();
            openAs(scheme);
            logIn();
            visit("alerts");
            page.locator("select[name=status]").selectOption("bounced");
            assertThat(page.locator("#list tbody tr")).hasCount(1);
            assertThat(page.locator("#list tbody tr")).containsText("gone@crm.example");
            assertThat(page.locator("#list tbody tr")).containsText("550 5.1.1");
            assertThat(page.locator("#list tbody tr")).containsText("by mailbox.example.com");
            assertAccessible();
            shoot("alerts-bounced-" + scheme.name().toLowerCase(Locale.ROOT));
            visit("endpoints/" + endpoint);
            assertThat(page.locator("body")).containsText("Its owner is not reached.");
            assertAccessible();
            shoot("endpoint-unreached-" + scheme.name().toLowerCase(Locale.ROOT));
        }
    }

    private void assertAccessible() {
        Assertions.assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    }

    private void publishMany(String type, int count) throws Exception {
        String one = "{\"type\":\"%s\",\"data\":{}}".formatted(type);
        String all = String.join(",", Collections.nCopies(count, one));
        Assertions.assertThat(client.post("api/v1/events/batch", "{\"events\":[" + all + "]}")
                        .status())
                .isEqualTo(202);
    }

    private void delivered(String endpoint, int count) throws Exception {
        client.until(
                "api/v1/deliveries?limit=200&status=delivered&endpoint=" + endpoint,
                answer -> answer.json().path("data").size() >= count);
    }

    private String invitation(String to) {
        String text = mailTo(to);
        Matcher link = WELCOME.matcher(text);
        Assertions.assertThat(link.find()).as(text).isTrue();
        return link.group();
    }

    /** The catcher has other tests' mails too. */
    private String mailTo(String to) {
        int seen = 0;
        while (true) {
            Assertions.assertThat(mails.await(seen + 1, Duration.ofSeconds(30)))
                    .as("a mail to " + to)
                    .isTrue();
            List<CaughtMail> all = mails.mails();
            Optional<CaughtMail> theirs =
                    all.stream().filter(mail -> mail.to().contains(to)).findFirst();
            if (theirs.isPresent()) {
                return theirs.get().text();
            }
            seen = all.size();
        }
    }
}
