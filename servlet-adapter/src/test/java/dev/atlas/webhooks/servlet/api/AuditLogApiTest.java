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
import tools.jackson.databind.JsonNode;

@DatabaseTest
class AuditLogApiTest {
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void everyChangeOfAnEndpointIsThereWithWhoWhenWhereBeforeAndAfter() throws Exception {
        String id = server.post(
                        "/api/v1/endpoints",
                        """
                        {"url":"https://example.com/a","headers":{"Authorization":"Bearer hunter2"}}""")
                .text("/id");
        String path = "/api/v1/endpoints/" + id;
        server.patch(path, "{\"url\":\"https://example.com/b\",\"headers\":{\"Authorization\":\"Bearer hunter3\"}}");
        server.post(path + "/pause", "{\"reason\":\"maintenance\"}");
        server.post(path + "/resume", "");
        server.post(path + "/disable", "");
        server.post(path + "/enable", "");
        server.post(path + "/test", "");
        server.get(path + "/secret");
        server.post(path + "/rotate-secret", "{\"overlap_seconds\":0}");
        server.send("DELETE", path, "");

        Answer log = server.get("/api/v1/audit-log?subject=" + id);

        assertThat(log.json().at("/data").valueStream().map(entry -> entry.path("action")
                        .asString()))
                .containsExactly(
                        "endpoint.deleted",
                        "endpoint.secret_rotated",
                        "endpoint.secret_revealed",
                        "endpoint.tested",
                        "endpoint.enabled",
                        "endpoint.disabled",
                        "endpoint.resumed",
                        "endpoint.paused",
                        "endpoint.updated",
                        "endpoint.created");
        JsonNode updated = log.json().at("/data/8");
        assertThat(updated.path("actor").asString()).isEqualTo("API key bootstrap");
        assertThat(updated.path("from").asString()).isEqualTo("127.0.0.1");
        assertThat(updated.path("occurred_at").asString()).matches("\\d{4}-.*\\.\\d{3}Z");
        assertThat(updated.at("/before/url").asString()).isEqualTo("https://example.com/a");
        assertThat(updated.at("/after/url").asString()).isEqualTo("https://example.com/b");
        assertThat(updated.path("after").has("description")).isFalse();
        assertThat(updated.at("/after/headers/Authorization").asString()).isEqualTo("******** (changed)");
        assertThat(log.body()).doesNotContain("hunter").doesNotContain("whsec_");
        assertThat(log.json().at("/data/9/before").isNull()).isTrue();
        assertThat(log.json().at("/data/0/after").isNull()).isTrue();
    }

    @Test
    void whatFailsLeavesNoEntry() throws Exception {
        String id = server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/c\"}")
                .text("/id");

        assertThat(server.post("/api/v1/endpoints/" + id + "/resume", "").status())
                .isEqualTo(409);
        assertThat(server.patch("/api/v1/endpoints/" + id, "{\"url\":\"ftp://x\"}")
                        .status())
                .isEqualTo(422);

        assertThat(server.get("/api/v1/audit-log?subject=" + id)
                        .json()
                        .at("/data")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void aKeyLeavesItsTraceWithoutItself() throws Exception {
        Answer key = server.post("/api/v1/api-keys", "{\"name\":\"traced\"}");
        server.send("DELETE", "/api/v1/api-keys/" + key.text("/id"), "");

        Answer log = server.get("/api/v1/audit-log?subject=" + key.text("/id"));

        assertThat(log.text("/data/0/action")).isEqualTo("api_key.deleted");
        assertThat(log.text("/data/1/after/name")).isEqualTo("traced");
        assertThat(log.body()).doesNotContain(key.text("/key"));
    }

    @Test
    void theLogIsPagedAndFiltered() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/page\"}");
        }

        Answer first = server.get("/api/v1/audit-log?action=endpoint.created&limit=2");
        Answer second = server.get("/api/v1/audit-log?action=endpoint.created&limit=2&after=" + first.text("/next"));

        assertThat(first.json().at("/data").size()).isEqualTo(2);
        assertThat(second.text("/data/0/id")).isNotEqualTo(first.text("/data/1/id"));
        assertThat(server.get("/api/v1/audit-log?actor=nobody")
                        .json()
                        .at("/data")
                        .size())
                .isZero();
        assertThat(server.get("/api/v1/audit-log?after=x").pointers()).containsExactly("/after");
    }
}
