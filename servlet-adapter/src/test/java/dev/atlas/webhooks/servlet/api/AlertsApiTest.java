package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Receiver;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class AlertsApiTest {
    private static final String PATH = "/api/v1/alerts";

    private static JettyServer server;
    private static Receiver receiver;
    private static MailCatcher mail;
    private static TestDatabase database;

    @BeforeAll
    static void start(TestDatabase given) throws Exception {
        database = given;
        receiver = new Receiver();
        mail = MailCatcher.start();
        Map<String, String> settings = AtlasServer.settings(database);
        settings.put("atlas.mail.host", mail.host());
        settings.put("atlas.mail.port", Integer.toString(mail.port()));
        settings.put("atlas.mail.from", "atlas@example.com");
        settings.put("atlas.public-url", "https://hooks.example.com/atlas");
        server = AtlasServer.start(settings).withKey(AtlasServer.KEY);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        mail.close();
        receiver.stop();
    }

    @Test
    void aPauseIsMailedShownAndTheMailsOneClickEndsTheNext() throws Exception {
        String endpoint = server.post(
                        "/api/v1/endpoints",
                        "{\"url\":\"%s\",\"event_types\":[\"task.created\"],\"owner_email\":\"Ada@example.com\"}"
                                .formatted(receiver.url(410)))
                .text("/id");
        server.post("/api/v1/events", "{\"type\":\"task.created\",\"data\":{}}");

        Answer sent = server.until(
                PATH + "?status=sent&kind=paused",
                answer -> answer.json().path("data").size() == 1);
        assertThat(sent.text("/data/0/id")).startsWith("alr_");
        assertThat(sent.text("/data/0/endpoint")).isEqualTo(endpoint);
        assertThat(sent.text("/data/0/recipient")).isEqualTo("ada@example.com");
        assertThat(sent.text("/data/0/sent_at")).endsWith("Z");
        assertThat(sent.json().at("/data/0/error").isNull()).isTrue();
        assertThat(mail.await(1, Duration.ofSeconds(10))).isTrue();

        String link = link(mail.mails().get(0));
        JettyServer stranger = server.withKey("");
        assertThat(stranger.get(link).body()).contains("ada@example.com", "<form method=\"post\">");
        Answer oneClick = stranger.send(
                "POST", link, "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(oneClick.status()).isEqualTo(200);
        assertThat(oneClick.body()).contains("gets no more mails", "value=\"again\"");
        assertThat(stranger.get(link.substring(0, link.length() - 2)).status()).isEqualTo(404);
        assertThat(stranger.get("/unsubscribe/").status()).isEqualTo(404);
    }

    @Test
    void aMailThatWasReturnedIsShownWithWhoReturnedIt() throws Exception {
        AlertId alert = new AlertId(new WorkspaceId(WorkspaceId.STEP), 1L << 40);
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO atlas_alert (workspace_id, alert_id, endpoint_id, recipient, notice, status,
                        next_attempt_at, last_error, created_at, sent_at, bounced_at, bounce_code, bounce_recipient)
                    VALUES (%d, %d, 7, 'gone@example.net', '', 'bounced', 0, '550 No such user', 0, 0, 86400000, '5.1.1',
                        'gone@example.net')"""
                            .formatted(alert.workspace().value(), alert.value()));
        }

        Answer bounced = server.get(PATH + "?status=bounced");
        assertThat(bounced.text("/data/0/id")).isEqualTo(alert.toString());
        assertThat(bounced.text("/data/0/status")).isEqualTo("bounced");
        assertThat(bounced.text("/data/0/error")).isEqualTo("550 No such user");
        assertThat(bounced.json().at("/data/0/bounced"))
                .hasToString(
                        "{\"at\":\"1970-01-02T00:00:00.000Z\",\"code\":\"5.1.1\",\"recipient\":\"gone@example.net\",\"server\":null}");
    }

    private static String link(CaughtMail caught) {
        Matcher link = Pattern.compile("List-Unsubscribe:\\s*<https://hooks.example.com/atlas(/unsubscribe/[^>]+)>")
                .matcher(caught.source());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    @Test
    void kindsAreSwitchedForAWorkspaceAndForAnEndpoint() throws Exception {
        String endpoint = server.post("/api/v1/endpoints", "{\"url\":\"%s\"}".formatted(receiver.url(200)))
                .text("/id");

        assertThat(server.get(PATH + "/settings").body())
                .isEqualTo("{\"failing\":true,\"paused\":true,\"dead_letters\":true,\"recovered\":true,"
                        + "\"secret_expiring\":true,\"backlog\":true}");
        server.patch(PATH + "/settings", "{\"recovered\":false}");
        Answer changed = server.patch(PATH + "/settings?endpoint=" + endpoint, "{\"backlog\":false}");
        assertThat(changed.text("/recovered")).isEqualTo("false");
        assertThat(changed.text("/backlog")).isEqualTo("false");
        assertThat(server.get(PATH + "/settings").text("/backlog")).isEqualTo("true");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        Answer list = server.get(PATH + "?kind=pausing&status=returned&endpoint=x&after=1");
        assertThat(list.pointers()).containsExactlyInAnyOrder("/kind", "/status", "/endpoint", "/after");
        assertThat(list.body()).contains("failing, paused, dead_letters");
        Answer settings = server.patch(PATH + "/settings", "{\"paused\":\"no\",\"pause\":true}");
        assertThat(settings.pointers()).containsExactlyInAnyOrder("/paused", "/pause");
        assertThat(server.get(PATH + "/settings?endpoint=ep_00000000000000000000000100")
                        .status())
                .isEqualTo(404);
    }
}
