package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DatabaseTest
class LogInTest {
    private static SampleWorkspace workspace;
    private static WebappServer webapp;
    private Browser browser;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path content) throws Exception {
        workspace = new SampleWorkspace(database.dataSource(), InstantSource.system());
        webapp = new WebappServer(content, workspace.services(), InstantSource.system(), 0);
    }

    @AfterAll
    static void stop() throws Exception {
        webapp.stop();
        workspace.close();
    }

    @BeforeEach
    void open() {
        browser = webapp.browser();
    }

    @Test
    void whoeverIsNotLoggedInIsSentToLogInAndComesBack() throws Exception {
        HttpResponse<String> refused = browser.get("/deliveries?status=dead&code=503");
        assertThat(location(refused)).isEqualTo("/atlas/login?next=%2Fdeliveries%3Fstatus%3Ddead%26code%3D503");

        HttpResponse<String> form = browser.follow(refused);
        assertThat(form.body()).contains("value=\"/deliveries?status=dead&amp;code=503\"");
        HttpResponse<String> welcome = browser.submit(
                "/login",
                Map.of(
                        "email", SampleWorkspace.OWNER,
                        "password", SampleWorkspace.PASSWORD,
                        "next", "/deliveries?status=dead&code=503"));
        assertThat(welcome.statusCode()).isEqualTo(303);
        assertThat(location(welcome)).isEqualTo("/atlas/deliveries?status=dead&code=503");
        assertThat(browser.follow(welcome).statusCode()).isEqualTo(200);
    }

    @Test
    void theSessionCookieStaysWithThisWebappAndAwayFromScripts() throws Exception {
        HttpResponse<String> welcome = browser.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);

        assertThat(welcome.headers().allValues("Set-Cookie")).anySatisfy(cookie -> assertThat(cookie)
                .startsWith("atlas_session=")
                .contains("Path=/atlas", "HttpOnly", "SameSite=Lax")
                .doesNotContain("Secure"));
    }

    @ParameterizedTest
    @ValueSource(strings = {SampleWorkspace.OWNER, "nobody@demo.example"})
    void aWrongPasswordAndAnUnknownAddressLookTheSame(String email) throws Exception {
        HttpResponse<String> refused = browser.logIn(email, "wrong");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("E-mail or password is wrong.", "value=\"" + email + "\"");
        assertThat(refused.headers().allValues("Set-Cookie"))
                .noneSatisfy(cookie -> assertThat(cookie).startsWith("atlas_session"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"})
    void nobodyIsSentToAnotherSiteAfterwards(String next) throws Exception {
        browser.get("/login");
        HttpResponse<String> welcome = browser.submit(
                "/login", Map.of("email", SampleWorkspace.OWNER, "password", SampleWorkspace.PASSWORD, "next", next));

        assertThat(location(welcome)).isEqualTo("/atlas/");
    }

    @Test
    void aFormWithoutItsTokenChangesNothing() throws Exception {
        browser.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);

        HttpResponse<String> refused =
                browser.submitAsIs("/endpoints", Map.of("url", "https://a.example", "csrf", "guessed"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This page is too old");
        assertThat(browser.get("/endpoints").body()).doesNotContain("a.example");
    }

    @Test
    void evenLoggingInNeedsTheTokenOfTheLogInPage() throws Exception {
        HttpResponse<String> refused = browser.submitAsIs(
                "/login", Map.of("email", SampleWorkspace.OWNER, "password", SampleWorkspace.PASSWORD));

        assertThat(refused.statusCode()).isEqualTo(403);
    }

    @Test
    void loggingOutEndsTheSessionOnTheServer() throws Exception {
        HttpResponse<String> welcome = browser.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        String session = welcome.headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("atlas_session="))
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .findFirst()
                .orElseThrow();
        browser.get("/endpoints");
        browser.submit("/logout", Map.of());

        assertThat(location(browser.get("/endpoints"))).startsWith("/atlas/login");
        assertThat(webapp.browser().get("/endpoints", "Cookie", session).statusCode())
                .isEqualTo(303);
    }

    @Test
    void aScriptIsToldToLoadTheLogInPageWhole() throws Exception {
        HttpResponse<String> refused = browser.get("/deliveries", "HX-Request", "true");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("HX-Redirect")).hasValue("/atlas/login");
    }

    @Test
    void aScriptGetsTheTokenOfTheSessionBeforeItSendsAForm() throws Exception {
        browser.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
        HttpResponse<String> token = browser.get("/ui/session");

        assertThat(token.statusCode()).isEqualTo(200);
        assertThat(browser.get("/").body()).contains("data-csrf=\"" + token.body() + "\"");
    }

    @Test
    void aFormOfMoreThan256KibIsRefused() throws Exception {
        browser.get("/login");

        HttpResponse<String> refused = browser.submit("/login", Map.of("email", "x".repeat(300_000)));

        assertThat(refused.statusCode()).isEqualTo(413);
    }

    @Test
    void aForgottenPasswordIsChosenAnewByTheLinkInTheMail() throws Exception {
        browser.get("/forgotten");
        HttpResponse<String> sent = browser.submit("/forgotten", Map.of("email", SampleWorkspace.VIEWER));
        assertThat(sent.body()).contains("a mail with a link is on its way");
        HttpResponse<String> unknown = browser.submit("/forgotten", Map.of("email", "nobody@demo.example"));
        assertThat(unknown.body()).contains("a mail with a link is on its way");

        String page = "/welcome/" + workspace.lastTicket();
        assertThat(browser.get(page).body()).contains(SampleWorkspace.VIEWER, "Choose a new password");
        assertThat(browser.submit(page, Map.of("password", "short")).body()).contains("The password has 8 to 1,024");
        HttpResponse<String> chosen = browser.submit(page, Map.of("password", "brand new horse"));

        assertThat(browser.follow(chosen).body()).contains("Your password is set.");
        assertThat(browser.logIn(SampleWorkspace.VIEWER, "brand new horse").statusCode())
                .isEqualTo(303);
        HttpResponse<String> again = webapp.browser().get(page);
        assertThat(again.statusCode()).isEqualTo(404);
        assertThat(again.body()).contains("This link has ended");
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}
