package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.sql.Connection;
import java.sql.ResultSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DatabaseTest
class ApiKeysApiTest {
    private static JettyServer server;
    private static TestDatabase database;

    @BeforeAll
    static void start(TestDatabase given) throws Exception {
        database = given;
        server = AtlasServer.start(given);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    @Test
    void aKeyIsShownOnceAndStoredHashed() throws Exception {
        Answer created = server.post("/api/v1/api-keys", "{\"name\":\"billing\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).endsWith("/api/v1/api-keys/" + created.text("/id"));
        String key = created.text("/key");
        assertThat(key).matches("atlas_sk_[0-9a-f]{40}");
        assertThat(created.texts("/scopes")).containsExactly("publish", "read", "manage");
        assertThat(created.text("/hint")).isEqualTo(key.substring(key.length() - 4));
        assertThat(server.get("/api/v1/api-keys").body())
                .contains(created.text("/id"))
                .doesNotContain(key);
        assertThat(server.get("/api/v1/api-keys/" + created.text("/id")).json().has("key"))
                .isFalse();
        try (Connection connection = database.connect();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("SELECT HEX(key_hash), hint, name, created_by FROM atlas_api_key")) {
            while (rows.next()) {
                for (int column = 1; column <= 4; column++) {
                    assertThat(rows.getString(column)).doesNotContain(key.substring("atlas_sk_".length()));
                }
            }
        }
    }

    @Test
    void aKeysLastUseIsNoted() throws Exception {
        Answer created = server.post("/api/v1/api-keys", "{\"name\":\"cron\"}");
        String path = "/api/v1/api-keys/" + created.text("/id");
        assertThat(server.get(path).json().path("last_used_at").isNull()).isTrue();

        server.withKey(created.text("/key")).get("/api/v1/endpoints");

        assertThat(server.get(path).text("/last_used_at")).matches("\\d{4}-.*T.*\\.\\d{3}Z");
    }

    @Test
    void aDeletedKeyOpensNothing() throws Exception {
        Answer created = server.post("/api/v1/api-keys", "{\"name\":\"short\"}");
        JettyServer holder = server.withKey(created.text("/key"));
        assertThat(holder.get("/api/v1/endpoints").status()).isEqualTo(200);

        assertThat(server.send("DELETE", "/api/v1/api-keys/" + created.text("/id"), "")
                        .status())
                .isEqualTo(204);

        assertThat(holder.get("/api/v1/endpoints").status()).isEqualTo(401);
        assertThat(server.send("DELETE", "/api/v1/api-keys/" + created.text("/id"), "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anExpiredKeyOpensNothing() throws Exception {
        Answer created = server.post("/api/v1/api-keys", "{\"name\":\"old\",\"expires_at\":\"2099-01-01T00:00:00Z\"}");
        JettyServer holder = server.withKey(created.text("/key"));
        assertThat(holder.get("/api/v1/endpoints").status()).isEqualTo(200);
        try (Connection connection = database.connect()) {
            connection.createStatement().execute("UPDATE atlas_api_key SET expires_at = 1 WHERE name = 'old'");
        }

        Answer refused = holder.get("/api/v1/endpoints");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.text("/detail")).contains("expired");
    }

    @ParameterizedTest
    @CsvSource({
        "publish, POST, /events, 202",
        "publish, GET, /events, 403",
        "publish, GET, /endpoints, 403",
        "read, GET, /endpoints, 200",
        "read, POST, /filters/check, 200",
        "read, POST, /events, 403",
        "read, POST, /endpoints, 403",
        "manage, GET, /endpoints, 200",
        "manage, POST, /endpoints, 201",
        "manage, POST, /events, 403",
        "manage, GET, /api-keys, 403",
        "manage, GET, /audit-log, 403",
        "admin, GET, /api-keys, 200",
        "admin, GET, /audit-log, 200",
        "admin, POST, /events, 202",
    })
    void aKeyDoesWhatItsScopesSay(String scope, String method, String path, int status) throws Exception {
        Answer created = server.post("/api/v1/api-keys", "{\"name\":\"scoped\",\"scopes\":[\"" + scope + "\"]}");
        String body =
                switch (path) {
                    case "/events" -> "{\"type\":\"deal.created\",\"data\":{}}";
                    case "/endpoints" -> "{\"url\":\"https://example.com/hook\"}";
                    default -> "{\"filter\":\"\"}";
                };

        Answer answer = server.withKey(created.text("/key"))
                .send(method, "/api/v1" + path, method.equals("GET") ? "" : body, "Content-Type", "application/json");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.text("/detail")).contains("scope").contains(scope);
        }
    }

    @Test
    void aBadKeyIsRefusedWithEveryReason() throws Exception {
        Answer answer = server.post(
                "/api/v1/api-keys",
                """
                {"name":"","scopes":["read","fly"],"rate_limit":0,"expires_at":"2001-01-01T00:00:00Z"}""");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/name", "/scopes", "/rate_limit", "/expires_at");
    }
}
