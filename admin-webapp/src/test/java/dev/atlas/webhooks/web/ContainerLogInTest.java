package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.Principal;
import java.time.InstantSource;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DatabaseTest
class ContainerLogInTest {
    private static SampleWorkspace workspace;
    private static WebappServer trusting;
    private static WebappServer ordinary;

    @BeforeAll
    static void start(TestDatabase database, @TempDir Path content) throws Exception {
        workspace = new SampleWorkspace(database.dataSource(), InstantSource.system());
        trusting = server(content, true);
        ordinary = server(content, false);
    }

    private static WebappServer server(Path content, boolean containerLogin) throws Exception {
        return new WebappServer(
                content,
                new Pages(
                        workspace.services(),
                        WebappServer.api(workspace.services()),
                        containerLogin,
                        InstantSource.system()),
                0,
                webapp -> webapp.addFilter(
                        new FilterHolder(new SingleSignOn()), "/*", EnumSet.of(DispatcherType.REQUEST)));
    }

    @AfterAll
    static void stop() throws Exception {
        trusting.stop();
        ordinary.stop();
        workspace.close();
    }

    /** Stands for a server that has logged somebody in already: who and with which role is in two headers. */
    private static final class SingleSignOn extends HttpFilter {
        private static final long serialVersionUID = 1;

        @Override
        protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            String user = request.getHeader("Test-User");
            chain.doFilter(
                    new HttpServletRequestWrapper(request) {
                        @Override
                        public @Nullable Principal getUserPrincipal() {
                            return user == null ? null : () -> user;
                        }

                        @Override
                        public boolean isUserInRole(String role) {
                            return role.equals(request.getHeader("Test-Role"));
                        }
                    },
                    response);
        }
    }

    @Test
    void aMemberWhomTheServerHasLoggedInIsNotAskedAgain() throws Exception {
        Browser browser = trusting.browser();
        String[] member = {"Test-User", SampleWorkspace.OWNER};

        HttpResponse<String> first = browser.get("/endpoints", member);
        HttpResponse<String> page = browser.get("/endpoints", member);

        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(SampleWorkspace.OWNER).contains(">owner<");
    }

    @Test
    void aRoleOfTheServerLetsInWhoIsNoMember() throws Exception {
        Browser browser = trusting.browser();
        String[] guest = {"Test-User", "guest", "Test-Role", "atlas-viewer"};

        browser.get("/endpoints", guest);
        HttpResponse<String> page = browser.get("/endpoints", guest);

        assertThat(page.body()).contains("guest").contains(">viewer<").doesNotContain("New endpoint");
    }

    @Test
    void whoeverIsNeitherLogsInAsUsual() throws Exception {
        assertThat(trusting.browser()
                        .get("/endpoints", "Test-User", "stranger")
                        .headers()
                        .map())
                .extractingByKey("location")
                .asString()
                .contains("/login");
    }

    @Test
    void withoutTheSettingNobodyIsBelieved() throws Exception {
        assertThat(ordinary.browser()
                        .get("/endpoints", "Test-User", SampleWorkspace.OWNER, "Test-Role", "atlas-owner")
                        .headers()
                        .map())
                .extractingByKey("location")
                .asString()
                .contains("/login");
    }
}
