package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.identity.EndpointId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class CertificatePagesTest extends PagesScenario {
    private EndpointId endpoint;

    @Override
    void fill() {
        endpoint = workspace.endpoint("https://mutual.example", "Mutual", "", "*");
    }

    @Test
    void aCertificateIsSetSeenAndTakenAwayAndItsKeyIsNeverShown() throws Exception {
        String path = "/endpoints/" + endpoint + "/client-certificate";
        JsonNode example =
                WebappServer.api(workspace.services()).at("/components/schemas/NewClientCertificate/examples/0");
        assertThat(browser.get("/endpoints/" + endpoint).body()).contains(path);
        assertThat(browser.get(path).body()).contains("No client certificate");

        String refused = browser.submit(
                        path, Map.of("certificate", example.path("certificate").asString(), "private_key", "hush-hush"))
                .body();
        assertThat(refused).contains("is a key from").doesNotContain("hush-hush");
        browser.submit(
                path,
                Map.of(
                        "certificate", example.path("certificate").asString(),
                        "private_key", example.path("private_key").asString()));
        assertThat(browser.get(path).body()).contains("CN=crm.example").doesNotContain("BEGIN PRIVATE KEY-----\n");

        assertThat(browser.follow(browser.submit(path, Map.of("certificate", "other", "private_key", "other")))
                        .body())
                .contains("what was typed is not mutual.example", "CN=crm.example");
        assertThat(browser.follow(browser.submit(path + "/remove", Map.of())).body())
                .contains("what was typed is not mutual.example", "CN=crm.example");
        browser.submit(path + "/remove", Map.of("typed", "mutual.example"));
        assertThat(browser.get(path).body()).contains("No client certificate");
    }

    @Test
    void whoOnlyReadsSetsNone() throws Exception {
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get("/endpoints/" + endpoint + "/client-certificate").body())
                .contains("No client certificate")
                .doesNotContain("Give it one");
    }
}
