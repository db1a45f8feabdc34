package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@DatabaseTest
class EventsApiTest {
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
    void publishesAnEventAndReadsItBackWithEveryDigit() throws Exception {
        Answer published = server.post(
                "/api/v1/events",
                """
                {"type":"deal.updated","data":{"deal":{"value":12345678901234567890.10,"tags":["emea"]}},
                 "previous":{"deal":{"value":1e3}},"tags":["q4"],"created":1732365600}""");

        assertThat(published.status()).isEqualTo(202);
        String id = published.text("/id");
        assertThat(id).matches("evt_[0-9A-HJKMNP-TV-Z]{26}");
        Answer read = server.get("/api/v1/events/" + id);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).contains("12345678901234567890.10").contains("1e3");
        assertThat(read.texts("/tags")).containsExactly("emea", "q4");
        assertThat(read.json().at("/created").longValue()).isEqualTo(1732365600L);
        assertThat(read.text("/object")).isEqualTo("event");
        assertThat(read.json().at("/decisions").isArray()).isTrue();
    }

    @Test
    void publishesABatchInBothForms() throws Exception {
        String two = "[{\"type\":\"deal.created\",\"data\":{}},{\"type\":\"deal.deleted\",\"data\":{}}]";

        Answer bare = server.post("/api/v1/events/batch", two);
        assertThat(bare.status()).isEqualTo(202);
        assertThat(bare.json().path("data").size()).isEqualTo(2);
        Answer wrapped = server.post("/api/v1/events/batch", "{\"events\":" + two + "}");
        assertThat(wrapped.status()).isEqualTo(202);
        assertThat(wrapped.text("/data/1/id")).startsWith("evt_");
    }

    @Test
    void aBatchWithOneBadEventStoresNothing() throws Exception {
        String tag = "batch-of-nothing";
        String good = "{\"type\":\"deal.created\",\"data\":{},\"tags\":[\"" + tag + "\"]}";

        Answer bare = server.post("/api/v1/events/batch", "[" + good + ",{\"type\":\"deal.exploded\",\"data\":{}}]");
        assertThat(bare.status()).isEqualTo(422);
        assertThat(bare.pointers()).containsExactly("/1/type");
        Answer wrapped = server.post("/api/v1/events/batch", "{\"events\":[" + good + ",{\"data\":{}}]}");
        assertThat(wrapped.status()).isEqualTo(422);
        assertThat(wrapped.pointers()).containsExactly("/events/1/type");
        assertThat(server.get("/api/v1/events?tag=" + tag).json().path("data").size())
                .isZero();
    }

    @Test
    void largeRequestsGiveTheirMemoryBack() throws Exception {
        String large = "[{\"type\":\"deal.created\",\"data\":{\"text\":\"" + "x".repeat(8_000_000) + "\"}}]";
        for (int i = 0; i < 30; i++) {
            assertThat(server.post("/api/v1/events/batch", large).status()).isEqualTo(413);
        }
    }

    @Test
    void refusesBatchesThatAreEmptyOrTooLong() throws Exception {
        assertThat(server.post("/api/v1/events/batch", "[]").status()).isEqualTo(422);
        String many = String.join(",", Collections.nCopies(1001, "{\"type\":\"deal.created\",\"data\":{}}"));
        assertThat(server.post("/api/v1/events/batch", "[" + many + "]").status())
                .isEqualTo(413);
    }

    @Test
    void theSameKeyGivesTheSameAnswerAndAnotherBodyAConflict() throws Exception {
        String body = "{\"type\":\"deal.created\",\"data\":{\"deal\":{\"id\":\"d1\"}}}";
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "order-17"};

        Answer first = server.send("POST", "/api/v1/events", body, headers);
        Answer again = server.send("POST", "/api/v1/events", body, headers);
        Answer other = server.send("POST", "/api/v1/events", body.replace("d1", "d2"), headers);

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.text("/id")).isEqualTo(first.text("/id"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.text("/detail")).contains("Idempotency-Key");
    }

    @Test
    void anIdOfThePublisherDeduplicates() throws Exception {
        String body = "{\"id\":\"order-18\",\"type\":\"deal.created\",\"data\":{}}";

        assertThat(server.post("/api/v1/events", body).text("/id")).isEqualTo("order-18");
        assertThat(server.post("/api/v1/events", body).status()).isEqualTo(202);
        assertThat(server.post("/api/v1/events", body.replace("created", "deleted"))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void refusesAnUnreasonableIdempotencyKey() throws Exception {
        Answer answer = server.send(
                "POST", "/api/v1/events", "{}", "Content-Type", "application/json", "Idempotency-Key", "x".repeat(256));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactly("/Idempotency-Key");
    }

    @Test
    void malformedJsonIsA400ThatSaysWhere() throws Exception {
        Answer answer = server.post("/api/v1/events", "{\"type\":\"deal.created\",\n\"data\":{]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).contains("line 2");
        assertThat(answer.body()).doesNotContain("tools.jackson").doesNotContain("Source");
    }

    @Test
    void anUnknownTypeIsA422AtItsPlace() throws Exception {
        Answer answer = server.post("/api/v1/events", "{\"type\":\"deal.exploded\",\"data\":{}}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("/type");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void wrongFieldTypesAreReportedTogether() throws Exception {
        Answer answer = server.post(
                "/api/v1/events",
                "{\"type\":7,\"data\":[],\"previous\":\"x\",\"tags\":[1],\"created\":\"now\",\"extra\":1}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder("/type", "/data", "/previous", "/tags/0", "/created", "/extra");
    }

    @Test
    void anOversizeEventIsA413WithAndWithoutAContentLength() throws Exception {
        String large = "{\"type\":\"deal.created\",\"data\":{\"x\":\"" + "y".repeat(262_144) + "\"}}";

        assertThat(server.post("/api/v1/events", large).status()).isEqualTo(413);
        assertThat(server.sendChunked("POST", "/api/v1/events", large).status()).isEqualTo(413);
        Answer inBatch = server.post("/api/v1/events/batch", "[" + large + "]");
        assertThat(inBatch.status()).isEqualTo(413);
        assertThat(inBatch.pointers()).containsExactly("/0");
    }

    @Test
    void tooDeepNestingIsRefused() throws Exception {
        String deep = "{\"type\":\"deal.created\",\"data\":" + "{\"a\":".repeat(65) + "1" + "}".repeat(65) + "}";

        Answer refused = server.post("/api/v1/events", deep);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/detail")).isEqualTo("beyond a limit: objects and arrays may be nested 64 deep");
        assertThat(server.post(
                                "/api/v1/events",
                                deep.replaceFirst("\\{\"a\":", "").replaceFirst("}", ""))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aMemberThatIsThereTwiceIsRefusedForNobodyKnowsWhichOneCounts() throws Exception {
        Answer refused = server.post(
                "/api/v1/events",
                "{\"type\":\"deal.created\",\"data\":{},\"data\":{\"a\":1},\"type\":\"deal.updated\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.pointers()).containsExactly("/data", "/type");
    }

    @Test
    void jsonInAnotherCharsetIsRefused() throws Exception {
        String event = "{\"type\":\"deal.created\",\"data\":{}}";

        assertThat(server.send("POST", "/api/v1/events", event, "Content-Type", "application/json; charset=iso-8859-1")
                        .status())
                .isEqualTo(415);
        assertThat(server.send("POST", "/api/v1/events", event, "Content-Type", "application/json; charset=UTF-8")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void listsNewestFirstInPieces() throws Exception {
        for (int i = 0; i < 3; i++) {
            server.post("/api/v1/events", "{\"type\":\"note.created\",\"data\":{\"note\":{\"id\":\"n" + i + "\"}}}");
        }
        Answer all = server.until(
                "/api/v1/events?type=note.created", a -> a.json().path("data").size() == 3);
        assertThat(all.text("/data/0/data/note/id")).isEqualTo("n2");
        assertThat(all.json().path("next").isNull()).isTrue();

        Answer first = server.get("/api/v1/events?type=note.created&limit=2");
        Answer second = server.get("/api/v1/events?type=note.created&limit=2&after=" + first.text("/next"));
        assertThat(second.text("/data/0/data/note/id")).isEqualTo("n0");
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    @Test
    void badQueriesAreRefusedTogether() throws Exception {
        Answer answer = server.get("/api/v1/events?limit=0&since=soon&after=zzz&typ=x");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers()).containsExactlyInAnyOrder("/limit", "/since", "/after", "/typ");
    }

    @Test
    void whatIsNotThereIsA404() throws Exception {
        for (String id : List.of("evt_00000000000000000000000000", "nothing")) {
            assertThat(server.get("/api/v1/events/" + id).status()).isEqualTo(404);
        }
        assertThat(server.get("/api/v1/nowhere").status()).isEqualTo(404);
        Answer method = server.send("DELETE", "/api/v1/events", "");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Allow")).contains("GET", "POST");
    }

    @Test
    void nobodyGetsInWithoutAKnownKey() throws Exception {
        for (String key : List.of("", "atlas_sk_unknown00000000000", "x y")) {
            Answer answer = server.withKey(key).get("/api/v1/events");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
        assertThat(server.withKey("").get("/api/v1/nowhere").status()).isEqualTo(401);
        Answer basic = server.withKey("").send("GET", "/api/v1/events", "", "Authorization", "Basic eDp5");
        assertThat(basic.status()).isEqualTo(401);
    }
}
