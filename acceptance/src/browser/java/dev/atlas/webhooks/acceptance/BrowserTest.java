package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** An operator in a real Chromium, before the WAR on its own. */
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
class BrowserTest {
    private MailCatcher mails;
    private Receiver receiver;
    private Standalone server;
    private AtlasClient client;
    private Playwright playwright;
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private final List<String> consoleErrors = new ArrayList<>();

    @BeforeAll
    void startAll(TestDatabase database, @TempDir Path folder) throws Exception {
        mails = MailCatcher.start();
        receiver = Receiver.start();
        server = Standalone.start(new Surroundings(folder, database, mails));
        client = new AtlasClient(server.address());
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(chromium())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    void stopAll() {
        if (playwright != null) {
            playwright.close();
        }
        if (server != null) {
            server.close();
        }
        receiver.close();
        mails.close();
    }

    @BeforeEach
    void open() {
        openAs(ColorScheme.LIGHT);
    }

    @AfterEach
    void close() {
        context.close();
        assertThat(consoleErrors).as("errors in the browser's console").isEmpty();
    }

    private void openAs(ColorScheme scheme) {
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1360, 860).setColorScheme(scheme));
        page = context.newPage();
        consoleErrors.clear();
        page.onPageError(consoleErrors::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                consoleErrors.add(message.text());
            }
        });
    }

    private static Path chromium() {
        String named = System.getProperty("atlas.chromium");
        return named != null
                ? Path.of(named)
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                                .map(name -> Path.of(folder, name)))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("There is no Chromium on the PATH: install one (Debian:"
                                + " chromium), or name it with -Datlas.chromium="));
    }

    private void logIn(String password) {
        page.navigate(server.address() + "login");
        page.fill("input[name=email]", "owner@crm.example");
        page.fill("input[name=password]", password);
        page.press("input[name=password]", "Enter");
    }

    private void visit(String path) {
        page.navigate(server.address() + path);
    }

    private void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneOpensTheOverview() {
        logIn("wrong horse");
        assertThat(page.locator("input[name=password]")).isVisible();
        consoleErrors.removeIf(error -> error.contains("status of 4")); // the browser's own note on the refusal
        logIn("correct horse battery");
        assertThat(page.locator("h1")).containsText("Overview");
    }

    @Test
    void theFilterEditorShowsWhatIsWrongWhileOneTypesAndTheEndpointIsSaved() {
        logIn("correct horse battery");
        visit("endpoints/new");
        page.fill("input[name=url]", receiver.url("/made-in-the-browser"));
        Locator editor = page.locator(".cm-content");
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
        logIn("correct horse battery");
        assertThat(page.locator("h1")).containsText("Overview");
        visit("deliveries");
        page.locator(".row-link").first().click();

        assertThat(page.locator("#drawer")).containsText("contact.created");
        assertThat(page.locator("#drawer")).containsText("Atlas-Signature");
        assertThat(page.locator("#drawer")).containsText("First byte");
        assertThat(page.locator("#drawer img[src=x]")).hasCount(0);
        shoot("drawer");
    }

    @Test
    void everyPageIsAccessibleInLightAndDark() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            context.close();
            openAs(scheme);
            logIn("correct horse battery");
            assertThat(page.locator("h1")).containsText("Overview");
            for (String path : List.of("", "endpoints", "endpoints/new", "deliveries")) {
                visit(path);
                assertThat(page.locator("h1")).isVisible();
                shoot((path.isEmpty() ? "overview" : path.replace('/', '-')) + "-"
                        + scheme.name().toLowerCase(Locale.ROOT));
                assertThat(new AxeBuilder(page).analyze().getViolations())
                        .as("violations of %s in %s", path, scheme)
                        .isEmpty();
            }
        }
    }
}
