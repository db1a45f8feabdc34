package dev.atlas.webhooks.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
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
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium before the WAR on its own. After each test its console must hold no error and no warning. */
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class BrowserScenario {
    static final String PASSWORD = "correct horse battery";

    /** Says where a page went against its content security policy; the browser's own note does not. */
    private static final String TELL_VIOLATIONS =
            """
            addEventListener("securitypolicyviolation", (event) => console.error(
                "policy", event.effectiveDirective, event.blockedURI, event.sourceFile, event.lineNumber, event.sample))""";

    TestDatabase database;
    MailCatcher mails;
    Receiver receiver;
    Standalone server;
    AtlasClient client;
    private Playwright playwright;
    private Browser browser;
    BrowserContext context;
    Page page;
    final List<String> consoleErrors = new ArrayList<>();

    @BeforeAll
    void startAll(TestDatabase empty, @TempDir Path folder) throws Exception {
        database = empty;
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

    void openAs(ColorScheme scheme) {
        openAs(scheme, null);
    }

    /** @param session the cookies of somebody who has logged in; null for none */
    void openAs(ColorScheme scheme, @Nullable String session) {
        context = newContext(scheme, session);
        page = context.newPage();
        consoleErrors.clear();
        watch(page);
    }

    /** A session of its own: no cookies yet. */
    BrowserContext newContext(ColorScheme scheme) {
        return newContext(scheme, null);
    }

    private BrowserContext newContext(ColorScheme scheme, @Nullable String session) {
        BrowserContext made = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(1360, 860)
                .setColorScheme(scheme)
                .setStorageState(session));
        made.addInitScript(TELL_VIOLATIONS);
        return made;
    }

    private void watch(Page watched) {
        CDPSession devTools = watched.context().newCDPSession(watched);
        devTools.on("Audits.issueAdded", this::tellPolicyIssue);
        devTools.send("Audits.enable");
        watched.onPageError(consoleErrors::add);
        watched.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                consoleErrors.add(message.text());
            }
        });
    }

    /** Such as the console shows beside its errors. */
    private void tellPolicyIssue(JsonObject added) {
        JsonObject issue = added.getAsJsonObject("issue");
        if (issue.get("code").getAsString().equals("ContentSecurityPolicyIssue")) {
            consoleErrors.add(issue.toString());
        }
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

    /** Logs in and waits for the overview. */
    void logIn() {
        logIn(page, PASSWORD);
        assertThat(page.locator("h1")).containsText("Overview");
        awaitScripts();
    }

    /** Until the page's scripts answer keys and clicks. */
    void awaitScripts() {
        assertThat(page.locator("body[data-ready]")).isAttached();
    }

    void logIn(Page page, String password) {
        page.navigate(server.address() + "login");
        page.fill("input[name=email]", "owner@crm.example");
        page.fill("input[name=password]", password);
        page.press("input[name=password]", "Enter");
    }

    void visit(String path) {
        page.navigate(server.address() + path);
        awaitScripts();
    }

    void shoot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "screenshots", name + ".png")));
    }
}
