package dev.atlas.webhooks.servlet.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Receiver;
import dev.atlas.webhooks.servlet.openapi.Document.Op;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls every operation with the key of one workspace and the ids of another. */
@DatabaseTest
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantIsolationTest {
    private static final String STRANGERS_KEY = "atlas_sk_of-another-workspace";
    private static final long STRANGERS_WORKSPACE = 2048;

    private JettyServer owner;
    private JettyServer stranger;
    private Receiver receiver;
    private MailCatcher mail;
    private ApiWorld world;
    private Document document;

    @BeforeAll
    void start(TestDatabase database) throws Exception {
        receiver = new Receiver();
        mail = MailCatcher.start();
        owner = AtlasServer.start(database, mail);
        stranger = owner.withKey(STRANGERS_KEY);
        world = new ApiWorld(owner, receiver);
        document = new Document(owner.get("/api/v1/openapi.json"));
        try (Connection connection = database.connect()) {
            connection
                    .createStatement()
                    .execute("INSERT INTO atlas_workspace (workspace_id, name, created_at) VALUES (%d, 'Other', 1)"
                            .formatted(STRANGERS_WORKSPACE));
            try (PreparedStatement key = connection.prepareStatement(
                    "INSERT INTO atlas_api_key (workspace_id, api_key_id, name, key_hash, created_at) VALUES (?, 1, 'x', ?, 1)")) {
                key.setLong(1, STRANGERS_WORKSPACE);
                key.setBytes(
                        2, MessageDigest.getInstance("SHA-256").digest(STRANGERS_KEY.getBytes(StandardCharsets.UTF_8)));
                key.execute();
            }
        }
    }

    @AfterAll
    void stop() throws Exception {
        owner.stop();
        receiver.stop();
        mail.close();
    }

    Stream<Op> operations() {
        return document.operations().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void nothingOfAnotherWorkspaceIsSeenOrChanged(Op operation) throws Exception {
        String path = world.path(operation);
        if (isStream(operation)) {
            world.endpoint("active"); // as if it were a session
        }
        List<String> ids = world.ids();
        String thing = thing(operation, path);
        String before = thing.isEmpty() ? "" : standing(thing);

        Answer answer = stranger.send(
                operation.verb().toUpperCase(Locale.ROOT),
                "/api/v1" + path + query(operation, ids),
                document.example(operation),
                "Content-Type",
                "application/json");

        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (operation.path().contains("{") || isStream(operation)) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.text("/detail")).doesNotContain("belongs");
        } else if (answer.status() < 300) {
            assertThat(ids).noneMatch(answer.body()::contains);
        }
        if (!thing.isEmpty()) {
            assertThat(standing(thing)).isEqualTo(before);
        }
    }

    /** All but how far it is, since a replay goes on meanwhile. */
    private String standing(String thing) throws Exception {
        return owner.get("/api/v1" + thing).body().replaceAll("\"done\":\\d+", "");
    }

    private static boolean isStream(Op operation) {
        return operation.words().at("/responses/200/content").has("text/event-stream");
    }

    /** What the operation works on, to be read before and after. */
    private static String thing(Op operation, String path) {
        String[] parts = path.split("/", -1);
        return operation.path().contains("{")
                        && !operation.path().startsWith("/events/")
                        && !operation.path().startsWith("/listen/")
                ? "/" + parts[1] + "/" + parts[2]
                : "";
    }

    /** Every parameter that takes an id gets one of the other workspace. */
    private static String query(Op operation, List<String> ids) {
        List<String> parameters = new ArrayList<>();
        for (var parameter : operation.words().path("parameters")) {
            String name = parameter.path("name").asString("");
            ids.stream()
                    .filter(id -> ((name.equals("endpoint") || name.equals("session")) && id.startsWith("ep_"))
                            || (name.equals("event") && id.startsWith("evt_")))
                    .findFirst()
                    .ifPresent(id -> parameters.add(name + "=" + id));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }
}
