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
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the served document and the running API to each other, operation by operation. */
@DatabaseTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiTest {
    private JettyServer server;
    private Receiver receiver;
    private MailCatcher mail;
    private ApiWorld world;
    private Document document;

    @BeforeAll
    void start(TestDatabase database) throws Exception {
        receiver = new Receiver();
        mail = MailCatcher.start();
        server = AtlasServer.start(database, mail);
        world = new ApiWorld(server, receiver);
        document = new Document(server.get("/api/v1/openapi.json"));
    }

    @AfterAll
    void stop() throws Exception {
        server.stop();
        receiver.stop();
        mail.close();
    }

    Stream<Op> operations() {
        return document.operations().stream();
    }

    /** Streams have no end; ListenApiTest reads them. */
    Stream<Op> operationsThatEnd() {
        return operations()
                .filter(operation ->
                        !operation.words().path("responses").toString().contains("event-stream"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operationsThatEnd")
    void everyOperationWorksAsItIsDescribed(Op operation) throws Exception {
        assertThat(operation.words().path("summary").asString(""))
                .as("say what %s does in the YAML file of its resource", operation)
                .isNotEqualTo(operation.verb() + operation.path());

        Answer answer = send(server, operation, world.path(operation), document.example(operation));

        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        document.assertDescribes(operation, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void everyOperationRefusesAsItIsDescribed(Op operation) throws Exception {
        String path = operation.path();
        String unknown = path.replaceAll("\\{\\w+}", "nothing.like_this");
        Answer stranger = send(server.withKey(""), operation, unknown, "");
        assertThat(stranger.status()).isEqualTo(401);
        document.assertDescribes(operation, stranger);
        if (path.contains("{")) {
            Answer missing = send(server, operation, unknown, document.example(operation));
            assertThat(missing.status()).isEqualTo(404);
            document.assertDescribes(operation, missing);
        }
        if (operation.words().has("requestBody")) {
            Answer broken = send(server, operation, world.path(operation), "{\"x\":");
            assertThat(broken.status()).isEqualTo(400);
            document.assertDescribes(operation, broken);
            Answer strange = send(server, operation, world.path(operation), "{\"no_such_member\":1}");
            assertThat(strange.status()).isIn(400, 422);
            document.assertDescribes(operation, strange);
        }
    }

    @Test
    void theDocumentIsOpenAndSpeaksOfNothingThatIsNotThere() throws Exception {
        Answer served = server.withKey("").get("/api/v1/openapi.json");

        assertThat(served.status()).isEqualTo(200);
        assertThat(served.text("/openapi")).isEqualTo("3.1.0");
        assertThat(served.text("/servers/0/url")).isEqualTo("/atlas/api/v1");
        Stream.of(served.body().split("\"\\$ref\":\"#", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf('"')))
                .forEach(place -> assertThat(served.json().at(place).isMissingNode())
                        .as(place)
                        .isFalse());
        assertThat(document.operations().stream().map(Op::id)).doesNotHaveDuplicates();
        document.operations().stream()
                .map(operation -> operation.path().split("/", -1)[1])
                .distinct()
                .flatMap(resource -> Fragment.read(resource).operations().stream())
                .forEach(said -> assertThat(document.operations().stream().map(Op::toString))
                        .contains(said));
    }

    private static Answer send(JettyServer server, Op operation, String path, String body) throws Exception {
        return server.send(
                operation.verb().toUpperCase(Locale.ROOT), "/api/v1" + path, body, "Content-Type", "application/json");
    }
}
