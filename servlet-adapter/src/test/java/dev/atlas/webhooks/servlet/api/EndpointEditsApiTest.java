package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class EndpointEditsApiTest {
    private static final String JSON = "application/json";
    private static TestDatabase database;
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase given) throws Exception {
        database = given;
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void anEditOfWhatSomebodyElseHasChangedMeanwhileIsRefused() throws Exception {
        Answer created = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/a\"}");
        String path = "/api/v1/endpoints/" + created.text("/id");
        String seen = server.get(path).header("ETag");
        assertThat(seen).matches("\"[0-9a-f]{24}\"").isEqualTo(created.header("ETag"));

        Answer first = edit(path, seen, "{\"description\":\"mine\"}");
        Answer second = edit(path, seen, "{\"description\":\"theirs\"}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.text("/title")).isEqualTo("Precondition Failed");
        assertThat(server.get(path).text("/description")).isEqualTo("mine");
        assertThat(edit(path, "\"x\", " + first.header("ETag"), "{\"description\":\"again\"}")
                        .status())
                .isEqualTo(200);
        assertThat(edit(path, "*", "{\"description\":\"any\"}").status()).isEqualTo(200);
    }

    @Test
    void anEarlierFilterIsListedAndMadeTheRuleAgain() throws Exception {
        String id = server.post(
                        "/api/v1/endpoints", "{\"url\":\"https://example.com/v\",\"filter\":\"deal.value > 1\"}")
                .text("/id");
        String path = "/api/v1/endpoints/" + id;
        edit(path, "*", "{\"filter\":\"deal.value > 2\"}");

        Answer versions = server.get(path + "/versions");
        assertThat(versions.text("/data/0/filter")).isEqualTo("deal.value > 2");
        assertThat(versions.text("/data/1/version")).isEqualTo("1");
        Answer restored = server.post(path + "/restore-version", "{\"version\":1}");
        assertThat(restored.text("/filter")).isEqualTo("deal.value > 1");
        assertThat(restored.text("/filter_version")).isEqualTo("3");
        assertThat(server.post(path + "/restore-version", "{\"version\":9}").status())
                .isEqualTo(404);
        assertThat(server.post(path + "/restore-version", "{}").pointers()).containsExactly("/version");
    }

    @Test
    void deletingAsksTheSame() throws Exception {
        Answer created = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/a\"}");
        String path = "/api/v1/endpoints/" + created.text("/id");
        server.post(path + "/pause", "");

        assertThat(server.send("DELETE", path, "", "If-Match", created.header("ETag"))
                        .status())
                .isEqualTo(412);
        assertThat(server.send("DELETE", path, "", "If-Match", server.get(path).header("ETag"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void aTagThatIsNoneIsABadHeader() throws Exception {
        Answer created = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/a\"}");

        Answer answer = edit("/api/v1/endpoints/" + created.text("/id"), "abc", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/If-Match");
    }

    @Test
    void theSameKeyCreatesOneEndpoint() throws Exception {
        String body = "{\"url\":\"https://example.com/once\",\"status\":\"paused\"}";
        String[] headers = {"Content-Type", JSON, "Idempotency-Key", "endpoint-1"};

        Answer first = server.send("POST", "/api/v1/endpoints", body, headers);
        Answer again = server.send("POST", "/api/v1/endpoints", body, headers);
        Answer other = server.send("POST", "/api/v1/endpoints", body.replace("once", "twice"), headers);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("/status")).isEqualTo("paused");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.status()).isEqualTo(409);
    }

    @Test
    void anEditIsDoneWholeOrNotAtAll() throws Exception {
        Answer created = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/a\"}");
        String path = "/api/v1/endpoints/" + created.text("/id");

        assertThat(server.patch(path, "{\"description\":\"x\",\"status\":\"gone\"}")
                        .pointers())
                .containsExactly("/status");
        Answer both = server.patch(path, "{\"description\":\"both\",\"status\":\"disabled\"}");

        assertThat(both.text("/description")).isEqualTo("both");
        assertThat(both.text("/status")).isEqualTo("disabled");
        assertThat(server.patch(path, "{\"status\":\"active\"}").text("/status"))
                .isEqualTo("active");
    }

    @Test
    void headersThatCannotBeDecryptedStayWhenTheyAreSentBackAsTheyCame() throws Exception {
        Answer created = server.post(
                "/api/v1/endpoints", "{\"url\":\"https://example.com/locked\",\"headers\":{\"X-Key\":\"1\"}}");
        String path = "/api/v1/endpoints/" + created.text("/id");
        turnHeaders();
        Answer locked = server.get(path);
        assertThat(locked.json().path("headers").isNull()).isTrue();

        String sentBack = "{\"description\":\"new\",\"headers\":%s}"
                .formatted(locked.json().path("headers"));
        Answer edited = edit(path, locked.header("ETag"), sentBack);
        assertThat(edited.text("/description")).isEqualTo("new");
        assertThat(edited.json().path("headers").isNull()).isTrue();
        turnHeaders();
        assertThat(server.get(path).text("/headers/X-Key")).isEqualTo("********");
        assertThat(edit(path, "*", sentBack).text("/headers/X-Key")).isEqualTo("********");

        turnHeaders();
        assertThat(edit(path, "*", "{\"headers\":{}}").json().path("headers").isEmpty())
                .isTrue();
        assertThat(server.get(path).json().path("headers").isObject()).isTrue();
    }

    @Test
    void aNewEndpointWhoseHeadersAreNullHasNone() throws Exception {
        Answer created = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/none\",\"headers\":null}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("headers").toString()).isEqualTo("{}");
    }

    /** What another master key does to them; twice, they can be decrypted again. */
    private static void turnHeaders() throws Exception {
        database.execute("UPDATE atlas_endpoint SET headers = REVERSE(headers) WHERE url LIKE '%/locked'");
    }

    private static Answer edit(String path, String tag, String body) throws Exception {
        return server.send("PATCH", path, body, "Content-Type", JSON, "If-Match", tag);
    }
}
