package dev.atlas.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.CapturedLog;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** No secret gets into the log, on any level, whether things go well or not. */
@DatabaseTest
class LogScanTest {
    private static final String HEADER = "hunter2-in-a-header";
    private static final String STRANGER = "atlas_sk_of-a-stranger-0123456789";
    private static final String BASIC = "Basic aHVudGVyMjpodW50ZXIy";
    private static final Pattern LINK = Pattern.compile("https://hooks\\.example\\.com/atlas/\\w+/(\\S{20,})");

    @Test
    void nothingThatIsSecretIsLogged(TestDatabase database) throws Exception {
        List<String> secrets = new ArrayList<>(List.of(AtlasServer.KEY, HEADER, STRANGER, BASIC.substring(6)));
        Map<String, String> settings = AtlasServer.settings(database);
        secrets.add(settings.get("atlas.master-key"));
        Receiver receiver = new Receiver();
        try (CapturedLog log = new CapturedLog();
                MailCatcher mail = MailCatcher.start()) {
            JettyServer server = AtlasServer.start(database, mail);
            try {
                use(server, receiver, mail, secrets);
            } finally {
                server.stop();
            }
            assertThat(log.text()).contains("Atlas Webhooks has started").contains("attempt delivery=");
            assertThat(secrets)
                    .hasSizeGreaterThan(12)
                    .noneMatch(secret -> secret.isEmpty() || log.text().contains(secret));
        } finally {
            receiver.stop();
        }
    }

    private static void use(JettyServer server, Receiver receiver, MailCatcher mail, List<String> secrets)
            throws Exception {
        for (int status : new int[] {200, 500}) {
            Answer endpoint = server.post(
                    "/api/v1/endpoints",
                    "{\"url\":\"%s\",\"headers\":{\"Authorization\":\"%s\"}}".formatted(receiver.url(status), HEADER));
            String path = "/api/v1/endpoints/" + endpoint.text("/id");
            secrets.add(endpoint.text("/secret"));
            server.patch(path, "{\"headers\":{\"Authorization\":\"" + HEADER + "\\u0000\"}}");
            secrets.add(server.post(path + "/rotate-secret", "").text("/secret"));
            server.get(path + "/secret");
            JsonNode certificate =
                    server.get("/api/v1/openapi.json").json().at("/components/schemas/NewClientCertificate/examples/0");
            secrets.add(certificate.path("private_key").asString().split("\n", -1)[1]);
            server.send(
                    "PUT", path + "/client-certificate", certificate.toString(), "Content-Type", "application/json");
        }
        server.post("/api/v1/events", "{\"type\":\"deal.created\",\"data\":{}}");
        server.until(
                "/api/v1/deliveries?code=500", found -> found.json().at("/data").size() == 1);

        secrets.add(server.post("/api/v1/api-keys", "{\"name\":\"made\"}").text("/key"));
        server.withKey(STRANGER).get("/api/v1/events");
        server.withKey("").send("GET", "/api/v1/events", "", "Authorization", BASIC);
        server.withKey(STRANGER).post("/api/v1/events", "{\"x\":");
        server.post("/api/v1/members", "{\"email\":\"new@example.com\",\"role\":\"viewer\"}");
        assertThat(mail.await(1, Duration.ofSeconds(20))).isTrue();
        Matcher link = LINK.matcher(mail.mails().get(0).text());
        assertThat(link.find()).as(mail.mails().get(0).text()).isTrue();
        secrets.add(link.group(1));
    }
}
