package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import dev.atlas.webhooks.embedded.CaughtMail;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.Eventually;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.publish.AtlasOutbox;
import dev.atlas.webhooks.publish.Event;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with the WAR, wherever it runs. */
@DatabaseTest
@TestInstance(Lifecycle.PER_CLASS)
abstract class WarScenario<S extends Server> {
    private static final long STRIPES_TOLERANCE_SECONDS = 300;

    private TestDatabase database;
    private MailCatcher mails;
    private Receiver receiver;
    private S server;
    private AtlasClient client;

    /** Starts the WAR with these surroundings; returns when it takes requests. */
    abstract S start(Surroundings surroundings) throws Exception;

    S server() {
        return server;
    }

    AtlasClient client() {
        return client;
    }

    Receiver receiver() {
        return receiver;
    }

    @BeforeAll
    void startAll(TestDatabase emptyDatabase, @TempDir Path folder) throws Exception {
        database = emptyDatabase;
        mails = MailCatcher.start();
        receiver = Receiver.start();
        server = start(new Surroundings(folder, database, mails));
        client = new AtlasClient(server.address());
    }

    @AfterAll
    void stopAll() {
        if (server != null) {
            server.close();
        }
        receiver.close();
        mails.close();
    }

    @Test
    void itSaysThatItLivesAndIsReady() throws Exception {
        assertThat(client.get("healthz").body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(client.get("readyz").text("/status")).isEqualTo("ready");
    }

    @Test
    void itReadsTheMailboxOfReturnedMailWhoeverBringsJakartaMail() throws Exception {
        Eventually.get("how far the mailbox was read", this::mailboxesRead, read -> read == 1);
        assertThat(client.get("readyz").json().path("notices").isEmpty()).isTrue();
    }

    private int mailboxesRead() throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM atlas_mailbox")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void theLogInPageCarriesTheSecurityHeaders() throws Exception {
        Answer page = client.get("login");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("<form").contains("name=\"password\"");
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src")
                .doesNotContain("unsafe-inline");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
    }

    @Test
    void whatTheContainerMustNotServeIsNotServed() throws Exception {
        assertThat(client.get("WEB-INF/web.xml").status()).isEqualTo(404);
        assertThat(client.get("dev/atlas/webhooks/launcher/Launcher.class").status())
                .isIn(303, 403, 404);
        assertThat(client.get("no/such/page").status()).isIn(303, 404);
    }

    @Test
    void whatWasCommittedArrivesSignedAndWhatWasRolledBackNeverDoes() throws Exception {
        Answer endpoint = client.createEndpoint(receiver.url("/deals"), "deal.updated");
        client.publish("deal.updated", deal("by HTTP"));
        String workspace = receiver.until("/deals", got -> got.size() == 1)
                .get(0)
                .json()
                .path("workspace")
                .asString();

        publishInTransaction(workspace, "rolled back", false);
        publishInTransaction(workspace, "committed", true);
        List<Received> webhooks = receiver.until("/deals", got -> got.size() >= 2);

        assertThat(webhooks).extracting(Received::name).containsExactly("by HTTP", "committed");
        assertThat(webhooks).extracting(Received::sequence).containsExactly(1L, 2L);
        for (Received webhook : webhooks) {
            assertThat(Webhook.Signature.verifyHeader(
                            webhook.body(),
                            webhook.header("Atlas-Signature"),
                            endpoint.text("/secret"),
                            STRIPES_TOLERANCE_SECONDS))
                    .isTrue();
        }
    }

    private void publishInTransaction(String workspace, String name, boolean commit) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            AtlasOutbox.publish(
                    connection,
                    Event.in(workspace)
                            .type("deal.updated")
                            .data(Map.of("deal", Map.of("id", "d_1", "name", name)))
                            .build());
            if (commit) {
                connection.commit();
            } else {
                connection.rollback();
            }
        }
    }

    @Test
    void aFailingEndpointIsPausedItsOwnerMailedAndWhatWaitedArrivesAfterTheResume() throws Exception {
        receiver.answer("/broken", 500);
        String id =
                client.createEndpoint(receiver.url("/broken"), "deal.created").text("/id");
        String path = "api/v1/endpoints/" + id;
        client.publish("deal.created", deal("first"));

        Answer paused = client.until(path, endpoint -> endpoint.text("/status").equals("paused"));
        assertThat(paused.text("/paused/by")).isEqualTo("auto");
        assertThat(receiver.at("/broken"))
                .extracting(got -> got.header("Atlas-Attempt"))
                .containsExactly("1", "2", "3");
        Answer dead = client.get("api/v1/deliveries?status=dead&endpoint=" + id);
        assertThat(dead.json().path("data")).hasSize(1);

        assertThat(mails.await(1, Duration.ofSeconds(30))).isTrue();
        CaughtMail mail = mails.mails().get(0);
        assertThat(mail.to()).containsExactly("owner@crm.example");
        assertThat(mail.from()).isEqualTo("atlas@crm.example");
        assertThat(mail.text()).contains("https://hooks.crm.example/atlas/endpoints/" + id);
        assertThat(mail.html()).contains("https://hooks.crm.example/atlas/endpoints/" + id);

        client.publish("deal.created", deal("second"));
        client.publish("deal.created", deal("third"));
        client.until(
                "api/v1/deliveries?status=held&endpoint=" + id,
                held -> held.json().path("data").size() == 2);
        receiver.answer("/broken", 200);
        assertThat(client.post(path + "/resume", "").status()).isEqualTo(200);
        List<Received> webhooks = receiver.until("/broken", got -> got.size() >= 5);

        assertThat(webhooks.subList(3, 5)).extracting(Received::name).containsExactly("second", "third");
        assertThat(webhooks)
                .extracting(Received::sequence)
                .containsExactlyElementsOf(LongStream.of(1, 1, 1, 2, 3).boxed().toList());
        client.until(
                "api/v1/deliveries?status=delivered&endpoint=" + id,
                delivered -> delivered.json().path("data").size() == 2);
    }

    static String deal(String name) {
        return "{\"deal\":{\"id\":\"d_1\",\"name\":\"%s\"}}".formatted(name);
    }
}
