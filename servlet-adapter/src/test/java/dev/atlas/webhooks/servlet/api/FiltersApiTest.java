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
class FiltersApiTest {
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
    void aGoodFilterIsValidAndFormatted() throws Exception {
        Answer answer = server.post(
                "/api/v1/filters/check",
                "{\"filter\":\"deal.value>10000  &&  tag:enterprise\",\"event_types\":[\"deal.*\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/valid")).isEqualTo("true");
        assertThat(answer.text("/formatted")).isEqualTo("deal.value > 10000 and tag:enterprise");
    }

    @Test
    void aBadFilterIsExplainedWithItsPlace() throws Exception {
        Answer answer = server.post("/api/v1/filters/check", "{\"filter\":\"deal.value >\\n and tag:x\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/valid")).isEqualTo("false");
        assertThat(answer.text("/diagnostics/0/severity")).isEqualTo("error");
        assertThat(answer.text("/diagnostics/0/message")).isNotBlank();
        assertThat(answer.json().at("/diagnostics/0/start").isInt()).isTrue();
        assertThat(answer.json().at("/diagnostics/0/end").isInt()).isTrue();
        assertThat(answer.json().at("/diagnostics/0/line").isInt()).isTrue();
        assertThat(answer.json().at("/diagnostics/0/column").isInt()).isTrue();
        assertThat(answer.text("/diagnostics/0/code")).isNotBlank();
        assertThat(answer.json().at("/diagnostics/0/fixes").isArray()).isTrue();
    }

    @Test
    void formatsOnRequest() throws Exception {
        assertThat(server.post("/api/v1/filters/format", "{\"filter\":\"NOT tag:x\"}")
                        .text("/formatted"))
                .isEqualTo("not tag:x");
    }

    @Test
    void completesWhatIsBeingTyped() throws Exception {
        Answer answer = server.post(
                "/api/v1/filters/complete", "{\"filter\":\"deal.va\",\"cursor\":7,\"event_types\":[\"deal.*\"]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/completions/0/kind")).isEqualTo("field");
        assertThat(answer.text("/completions/0/insert")).isEqualTo("deal.value");
        assertThat(server.post("/api/v1/filters/complete", "{\"filter\":\"x\",\"cursor\":2}")
                        .pointers())
                .containsExactly("/cursor");
    }

    @Test
    void explainsWhyASampleDoesNotMatch() throws Exception {
        String event = "{\"type\":\"deal.updated\",\"data\":{\"deal\":{\"value\":9800}}}";
        Answer answer =
                server.post("/api/v1/filters/explain", "{\"filter\":\"deal.value > 10000\",\"event\":" + event + "}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/result")).isEqualTo("no_match");
        assertThat(answer.text("/sentence")).contains("9,800").contains("10,000");
        assertThat(answer.text("/tree/result")).isEqualTo("false");
        assertThat(server.post("/api/v1/filters/explain", "{\"filter\":\"a = 1\",\"event_id\":\"evt_x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(server.post("/api/v1/filters/explain", "{\"filter\":\"a =\",\"event\":" + event + "}")
                        .pointers())
                .containsOnly("/filter");
    }

    @Test
    void backTestsOverTheWorkspacesEvents() throws Exception {
        Answer answer = server.post("/api/v1/filters/backtest", "{\"filter\":\"deal.value > 10000\",\"days\":1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/matched").isIntegralNumber()).isTrue();
        assertThat(answer.json().at("/near_misses").isArray()).isTrue();
        assertThat(server.post("/api/v1/filters/backtest", "{\"filter\":\"\",\"days\":99}")
                        .pointers())
                .containsExactly("/days");
    }

    @Test
    void whatEventsCarriedIsOfferedAndMeant() throws Exception {
        for (int i = 0; i < 2; i++) {
            String id = server.post(
                            "/api/v1/events",
                            "{\"type\":\"note.created\",\"tags\":[\"greenfield\"],\"data\":{\"note\":{\"mood\":\"sunny\"}}}")
                    .text("/id");
            server.until(
                    "/api/v1/events/" + id,
                    answer -> answer.json().path("routed").asBoolean(false));
        }
        // A new type makes the editor look again before its minute is over.
        server.post("/api/v1/event-types", "{\"name\":\"look.again\"}");

        assertThat(server.post("/api/v1/filters/check", "{\"filter\":\"tag:greenfeld\"}")
                        .body())
                .contains("Did you mean `greenfield`?");
        assertThat(server.post("/api/v1/filters/check", "{\"filter\":\"note.mood > 5\"}")
                        .text("/diagnostics/0/code"))
                .isEqualTo("wrong-type");
        assertThat(server.post("/api/v1/filters/complete", "{\"filter\":\"note.mood = \"}")
                        .text("/completions/0/insert"))
                .isEqualTo("\"sunny\"");
        assertThat(server.post("/api/v1/filters/complete", "{\"filter\":\"tag:gr\"}")
                        .text("/completions/0/insert"))
                .isEqualTo("greenfield");
        Answer backtest = server.post("/api/v1/filters/backtest", "{\"filter\":\"note.mood = \\\"sunny\\\"\"}");
        assertThat(backtest.text("/matched")).isEqualTo("2");
        assertThat(backtest.json().path("per_day").asDouble())
                .as("two events of the last seconds are two a day, not thousands")
                .isEqualTo(2.0);
    }

    @Test
    void needsAFilterThatIsAString() throws Exception {
        assertThat(server.post("/api/v1/filters/check", "{}").pointers()).containsExactly("/filter");
        Answer wrong = server.post("/api/v1/filters/check", "{\"filter\":1,\"event_types\":[1],\"types\":[]}");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.pointers()).containsExactly("/filter", "/event_types/0", "/types");
    }

    @Test
    void theCatalogueHasSamplesThatCanBePublished() throws Exception {
        Answer types = server.get("/api/v1/event-types");
        assertThat(types.json().path("data").size()).isGreaterThan(50);

        Answer type = server.get("/api/v1/event-types/deal.updated");
        assertThat(type.text("/name")).isEqualTo("deal.updated");
        assertThat(type.text("/properties/0/path")).isEqualTo("deal.id");
        assertThat(type.text("/properties/0/type")).isEqualTo("string");
        String sample = type.json().path("sample").toString();
        assertThat(server.post("/api/v1/events", sample).status()).isEqualTo(202);
        assertThat(server.get("/api/v1/event-types/deal.exploded").status()).isEqualTo(404);
    }
}
