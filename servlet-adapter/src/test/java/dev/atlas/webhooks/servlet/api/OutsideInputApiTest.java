package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.Mutations;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the API reads besides bodies that its document describes: nearly right texts get an answer that is no fault. */
@DatabaseTest
class OutsideInputApiTest {
    private static final int TEXTS = 120;
    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    private static void assertAnswered(String text, Answer answer) {
        assertThat(answer.status()).as(text + ": " + answer.body()).isLessThan(500);
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).as(text).startsWith("application/problem+json");
            assertThat(answer.text("/detail")).as(text).isNotBlank();
        }
    }

    /** What a header may hold at all. */
    private static String header(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "~").strip();
    }

    @Test
    void cursorsLimitsTimesAndFiltersOfLists() throws Exception {
        Mutations texts = new Mutations(
                1,
                List.of(
                        "evt_00000000000000000000000100",
                        "50",
                        "2026-11-24T09:30:00Z",
                        "1732365600",
                        "deal.updated",
                        "dead"));
        String[] names = {"limit", "after", "since", "until", "type", "tag", "q", "status", "code", "endpoint"};
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            String query = names[i % names.length] + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
            assertAnswered(query, server.get("/api/v1/" + (i % 2 == 0 ? "events?" : "deliveries?") + query));
        }
    }

    @Test
    void idempotencyKeysEntityTagsAndAuthorization() throws Exception {
        String endpoint = "/api/v1/endpoints/"
                + server.post("/api/v1/endpoints", "{\"url\":\"https://example.com/\"}")
                        .text("/id");
        Mutations keys = new Mutations(2, List.of("0b1c-key", "x".repeat(255)));
        Mutations tags = new Mutations(3, List.of("\"5b9fb37f48b910838f7d39a9\"", "W/\"a\", \"b\"", "*"));
        Mutations credentials = new Mutations(4, List.of("Bearer " + AtlasServer.KEY, "Basic dTpw", "Bearer"));
        String event = "{\"type\":\"deal.created\",\"data\":{}}";
        for (int i = 0; i < TEXTS; i++) {
            String key = header(keys.next());
            assertAnswered(
                    key,
                    server.send(
                            "POST",
                            "/api/v1/events",
                            event,
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            key));
            String tag = header(tags.next());
            assertAnswered(
                    tag, server.send("PATCH", endpoint, "{}", "Content-Type", "application/json", "If-Match", tag));
            String credential = header(credentials.next());
            assertAnswered(
                    credential, server.withKey("").send("GET", "/api/v1/workspace", "", "Authorization", credential));
        }
    }

    @Test
    void bodies() throws Exception {
        Mutations texts = new Mutations(
                5,
                List.of(
                        "{\"url\":\"https://example.com/\",\"event_types\":[\"deal.*\"],\"headers\":{\"X-A\":\"b\"},\"rate_limit\":5}",
                        "{\"filter\":\"deal.value > 10\",\"event\":{\"type\":\"deal.updated\",\"data\":{}}}",
                        "{\"events\":[{\"type\":\"deal.created\",\"data\":{}}]}",
                        "{\"status\":\"dead\",\"rate\":5,\"dry_run\":true}"));
        String[] paths = {
            "endpoints", "events/batch", "filters/explain", "replays", "event-types", "api-keys", "members"
        };
        for (int i = 0; i < TEXTS; i++) {
            String text = texts.next();
            assertAnswered(text, server.post("/api/v1/" + paths[i % paths.length], text));
        }
    }
}
