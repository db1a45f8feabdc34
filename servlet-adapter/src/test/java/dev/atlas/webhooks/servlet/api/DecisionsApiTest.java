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
class DecisionsApiTest {
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
    void anEventTellsWhatBecameOfItAtEveryEndpointAsTheFilterWasThen() throws Exception {
        String paused = endpoint(
                "{\"url\":\"https://example.com/a\",\"status\":\"paused\",\"filter\":\"data.deal.value > 10\"}");
        String otherType = endpoint("{\"url\":\"https://example.com/b\",\"event_types\":[\"contact.*\"]}");
        String refusing = endpoint(
                "{\"url\":\"https://example.com/c\",\"status\":\"paused\",\"filter\":\"data.deal.value > 100\"}");
        server.patch("/api/v1/endpoints/" + paused, "{\"filter\":\"data.deal.value > 10\"}");
        String event = server.post("/api/v1/events", "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":50}}}")
                .text("/id");
        server.until(
                "/api/v1/events/" + event,
                answer -> answer.json().path("routed").booleanValue());
        server.patch("/api/v1/endpoints/" + refusing, "{\"filter\":\"\"}");
        String later = endpoint("{\"url\":\"https://example.com/d\",\"status\":\"paused\"}");

        Answer read = server.get("/api/v1/events/" + event);

        assertThat(read.json().path("decisions_complete").booleanValue()).isTrue();
        JsonNode match = decision(read, paused);
        assertThat(match.path("decision").asString()).isEqualTo("held");
        assertThat(match.path("sequence").asInt()).isEqualTo(1);
        assertThat(match.path("delivery").asString()).startsWith("dlv_");
        assertThat(match.path("reason").isNull()).isTrue();
        JsonNode wrongType = decision(read, otherType);
        assertThat(wrongType.path("decision").asString()).isEqualTo("not_matched");
        assertThat(wrongType.path("reason").asString()).contains("contact.*").contains("deal.updated");
        JsonNode refused = decision(read, refusing);
        assertThat(refused.path("decision").asString()).isEqualTo("not_matched");
        assertThat(refused.path("filter_version").asInt()).isEqualTo(1);
        assertThat(refused.path("reason").asString()).contains("50").contains("100");
        JsonNode absent = decision(read, later);
        assertThat(absent.path("filter_version").isNull()).isTrue();
        assertThat(absent.path("reason").asString()).contains("added after");
    }

    @Test
    void eventsAreFoundByAPrefixOfTheirType() throws Exception {
        server.post("/api/v1/events", "{\"type\":\"ticket.created\",\"data\":{},\"tags\":[\"prefix\"]}");
        server.until(
                "/api/v1/events?tag=prefix&type=ticket.*",
                answer -> answer.json().path("data").size() == 1);
        assertThat(server.get("/api/v1/events?tag=prefix&type=tick.*")
                        .json()
                        .path("data")
                        .size())
                .isZero();
    }

    private static String endpoint(String json) throws Exception {
        Answer created = server.post("/api/v1/endpoints", json);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private static JsonNode decision(Answer event, String endpoint) {
        return event.json()
                .path("decisions")
                .valueStream()
                .filter(decision -> decision.path("endpoint").asString().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
