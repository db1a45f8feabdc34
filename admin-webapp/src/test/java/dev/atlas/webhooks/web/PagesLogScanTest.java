package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.CapturedLog;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What people type and what their browsers keep does not get into the log, on any level. */
class PagesLogScanTest extends PagesScenario {
    private static final String WRONG = "wrong-but-somebodys-password";

    @Test
    void passwordsSessionsTokensAndSecondFactorsAreNotLogged() throws Exception {
        List<String> secrets = new ArrayList<>(List.of(SampleWorkspace.PASSWORD, WRONG));
        try (CapturedLog log = new CapturedLog()) {
            Browser visitor = webapp.browser();
            visitor.logIn(SampleWorkspace.OWNER, WRONG);
            HttpResponse<String> welcome = visitor.logIn(SampleWorkspace.OWNER, SampleWorkspace.PASSWORD);
            secrets.add(found(
                    "atlas_session=([^;]+)",
                    welcome.headers().allValues("Set-Cookie").toString()));
            String settings = visitor.get("/settings").body();
            String secret = found("name=\"secret\" value=\"([A-Z2-7]+)\"", settings);
            secrets.add(secret);
            secrets.add(found("data-csrf=\"([^\"]+)\"", settings));
            visitor.submit("/settings/second-factor", Map.of("secret", secret, "address", "", "code", "000000"));
            visitor.submit("/settings/second-factor", Map.of("secret", "not base 32: " + WRONG, "code", "1"));
            visitor.submit("/forgotten", Map.of("email", SampleWorkspace.OWNER));
            visitor.get("/welcome/" + WRONG);
            visitor.submitAsIs("/endpoints/new", Map.of("csrf", WRONG));

            assertThat(secrets).hasSize(5).noneMatch(one -> log.text().contains(one));
        }
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }
}
