package dev.atlas.webhooks.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.Signer;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignaturePagesTest extends PagesScenario {
    private static final String BODY = "{\"id\":\"evt_1\",\"data\":{\"name\":\"Köln\"}}";
    private EndpointId endpoint;
    private EndpointId other;

    @Override
    void fill() {
        endpoint = workspace.endpoint("https://signed.example", "Signed", "", "*");
        other = workspace.endpoint("https://other.example/in", "Other", "", "*");
    }

    @Test
    void aGenuineSignatureIsCalledSoAndNamesItsSecret() throws Exception {
        String header = "Host: x\nAtlas-Signature: " + sign(endpoint, Instant.now());
        assertThat(check(header, BODY)).contains("Genuine", "The present secret made it.");
    }

    @Test
    void anOldOneAndAnotherEndpointsAreToldApart() throws Exception {
        assertThat(check(sign(endpoint, Instant.now().minus(Duration.ofHours(1))), BODY))
                .contains("Genuine, but out of time", "s old");
        assertThat(check(sign(other, Instant.now()), BODY))
                .contains("It was signed for another endpoint", "https://other.example/in");
    }

    @Test
    void whatFrameworksDoToABodyIsRecognised() throws Exception {
        String header = sign(endpoint, Instant.now());
        assertThat(check(header, BODY + "\n")).contains("a line break was added");
        assertThat(check(header, "{ \"id\": \"evt_1\",\n \"data\": {\"name\": \"Köln\"} }"))
                .contains("parsed and written again");
        assertThat(check(header, BODY.replace("ö", "\\u00f6"))).contains("written as \\u escapes");
        assertThat(check(header, BODY.replace("Köln", "Bonn"))).contains("Nothing here made this signature");
    }

    @Test
    void aBrokenHeaderIsExplained() throws Exception {
        assertThat(check("t=now,v1=aa", BODY)).contains("is a Unix time in seconds");
        assertThat(check("t=1", BODY)).contains("has no v1=");
        assertThat(check("Content-Type: <b>", BODY)).contains("A proxy may have removed it", "&lt;b&gt;");
    }

    @Test
    void whereTheSecretCannotBeDecryptedThePageSaysSoAndKeepsWhatWasPasted() throws Exception {
        String header = sign(endpoint, Instant.now());
        workspace.lock(endpoint);
        assertThat(check(header, BODY))
                .contains("Nothing can be checked for it.", endpoint + " cannot be decrypted", "atlas.master-key")
                .contains(header, "Köln", "value=\"" + endpoint + "\" selected");
        workspace.lock(endpoint);
        assertThat(check(header, BODY)).contains("Genuine").doesNotContain("Nothing can be checked");
    }

    @Test
    void aDeliveryCanBeSentByHandWithASignatureThatIsGenuine() throws Exception {
        DeliveryId delivery =
                workspace.delivery(endpoint, "deal.updated", "{\"a\":\"it's\"}", DeliveryStatus.DELIVERED, 1);
        String curl = browser.get("/deliveries/" + delivery + "/curl").body();
        assertThat(curl)
                .contains("curl -i -X POST 'https://signed.example'", "it'\\''s")
                .doesNotContain("hidden-42");

        Matcher header = Pattern.compile("'(Atlas-Signature: [^']+)'").matcher(curl);
        assertThat(header.find()).isTrue();
        String body = curl.substring(curl.indexOf("--data-binary '") + 15, curl.length() - 2)
                .replace("'\\''", "'");
        browser.get("/signatures");
        assertThat(check(header.group(1), body)).contains("Genuine");
    }

    @Test
    void whoOnlyReadsMaySignNothing() throws Exception {
        DeliveryId delivery = workspace.delivery(endpoint, "deal.updated", "{}", DeliveryStatus.DELIVERED, 1);
        Browser viewer = webapp.browser();
        viewer.logIn(SampleWorkspace.VIEWER, SampleWorkspace.PASSWORD);
        assertThat(viewer.get("/deliveries/" + delivery + "/curl").statusCode()).isEqualTo(403);
    }

    private String check(String headers, String body) throws Exception {
        return browser.submit("/signatures", Map.of("endpoint", endpoint.toString(), "headers", headers, "body", body))
                .body();
    }

    private String sign(EndpointId endpoint, Instant at) {
        return Signer.atlasSignature(List.of(workspace.secret(endpoint)), at, BODY.getBytes(StandardCharsets.UTF_8));
    }
}
