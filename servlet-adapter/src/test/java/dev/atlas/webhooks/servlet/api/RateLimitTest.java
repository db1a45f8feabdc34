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
class RateLimitTest {
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
    void aKeyThatHasUsedUpItsRequestsIsToldWhenToComeBack() throws Exception {
        Answer key = server.post("/api/v1/api-keys", "{\"name\":\"slow\",\"rate_limit\":1}");
        JettyServer slow = server.withKey(key.text("/key"));

        Answer first = slow.get("/api/v1/endpoints?limit=1");
        Answer refused = slow.until("/api/v1/endpoints?limit=1", answer -> answer.status() == 429);

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("RateLimit-Limit")).isEqualTo("1");
        assertThat(first.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(first.header("RateLimit-Reset")).isEqualTo("1");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.text("/detail")).contains("1 requests a second");
        assertThat(slow.until("/api/v1/endpoints?limit=1", answer -> answer.status() == 200)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void oneKeysRateIsNotAnothers() throws Exception {
        Answer answer = server.get("/api/v1/endpoints?limit=1");

        assertThat(answer.header("RateLimit-Limit")).isEqualTo("5000");
    }
}
