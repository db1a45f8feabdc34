package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Receiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A workspace's own event types, and what becomes of them all along the path. */
@DatabaseTest
class EventTypesApiTest {
    private static final String SCHEMA =
            """
            {"type":"object","required":["order"],"properties":{"order":{"type":"object","required":["total"],
             "properties":{
               "total":{"type":"number","description":"What is to be paid"},
               "state":{"type":"string","enum":["open","paid"]},
               "paid_at":{"type":["integer","null"],"format":"unix-time"},
               "lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"}}}},
               "ship.to":{"type":"string"}}}}}""";
    private static final String SAMPLE =
            "{\"data\":{\"order\":{\"total\":12.50,\"state\":\"paid\",\"paid_at\":1769767200,\"lines\":[{\"sku\":\"A\"}]}},"
                    + "\"previous\":{\"order\":{\"state\":\"open\"}}}";

    private static JettyServer server;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
    }

    private static Answer create(String name) throws Exception {
        return create(name, SCHEMA, SAMPLE);
    }

    private static Answer create(String name, String schema, String sample) throws Exception {
        return server.post(
                "/api/v1/event-types",
                "{\"name\":\"%s\",\"description\":\"An order was placed.\",\"schema\":%s,\"sample\":%s}"
                        .formatted(name, schema, sample));
    }

    private static Answer delete(String name) throws Exception {
        return server.send("DELETE", "/api/v1/event-types/" + name, "");
    }

    @Test
    void aTypeIsMadeListedChangedAndRemoved() throws Exception {
        Answer created = create("order.placed");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.text("/built_in")).isEqualTo("false");
        assertThat(created.text("/properties/1/path")).isEqualTo("order.total");
        assertThat(created.text("/properties/1/type")).isEqualTo("number");
        assertThat(created.text("/properties/2/values/1")).isEqualTo("paid");
        assertThat(created.body()).contains("\"path\":\"order.lines.sku\"", "\"path\":\"order.`ship.to`\"");
        assertThat(created.text("/schema/properties/order/required/0")).isEqualTo("total");
        assertThat(created.body()).as("numbers keep their digits").contains("\"total\":12.50");

        assertThat(create("order.placed").status()).isEqualTo(409);
        assertThat(server.get("/api/v1/event-types").body()).contains("order.placed", "deal.created");
        Answer page = server.get("/api/v1/event-types?limit=1&after=order.placea");
        assertThat(page.text("/data/0/name")).isEqualTo("order.placed");
        assertThat(page.text("/next")).isEqualTo("order.placed");

        Answer changed = server.patch("/api/v1/event-types/order.placed", "{\"description\":\"Placed or paid.\"}");
        assertThat(changed.text("/description")).isEqualTo("Placed or paid.");
        assertThat(changed.text("/sample/data/order/state")).isEqualTo("paid");
        Answer narrower = server.patch(
                "/api/v1/event-types/order.placed",
                "{\"schema\":{\"type\":\"object\",\"properties\":{\"order\":{\"type\":\"string\"}}}}");
        assertThat(narrower.pointers()).as("the sample does not fit any more").contains("/sample/data/order");
        assertThat(server.get("/api/v1/audit-log").body()).contains("event_type.created", "event_type.updated");

        assertThat(delete("order.placed").status()).isEqualTo(204);
        assertThat(server.get("/api/v1/event-types/order.placed").status()).isEqualTo(404);
        assertThat(delete("order.placed").status()).isEqualTo(404);
    }

    @Test
    void eventsOfItAreTakenFilteredAndTestedFromThenOn() throws Exception {
        // A name of its own: a field is a time when any type of the workspace says so.
        String schema = SCHEMA.replace("paid_at", "sent_at");
        String sample = SAMPLE.replace("paid_at", "sent_at");
        String event = "{\"type\":\"parcel.sent\"," + sample.substring(1);
        assertThat(server.post("/api/v1/events", event).pointers()).containsExactly("/type");
        String check = "{\"filter\":\"order.totla > 5 and type = parcel.snet\",\"event_types\":[\"parcel.*\"]}";
        assertThat(server.post("/api/v1/filters/check", check).body()).doesNotContain("order.total");

        assertThat(create("parcel.sent", schema, sample).status()).isEqualTo(201);
        Answer known = server.post("/api/v1/filters/check", check);
        assertThat(known.body()).contains("Did you mean `parcel.sent`?");
        assertThat(server.post(
                                "/api/v1/filters/check",
                                "{\"filter\":\"order.totla > 5 and order.state = \\\"piad\\\"\",\"event_types\":[\"parcel.*\"]}")
                        .body())
                .contains("Did you mean `order.total`?", "Did you mean `\\\"paid\\\"`?");
        assertThat(server.post("/api/v1/filters/complete", "{\"filter\":\"order.to\",\"event_types\":[\"parcel.*\"]}")
                        .text("/completions/0/insert"))
                .isEqualTo("order.total");
        assertThat(server.post(
                                "/api/v1/filters/explain",
                                "{\"filter\":\"order.sent_at = 2026-01-30T10:00:00Z\",\"event\":" + event + "}")
                        .text("/result"))
                .as("unix-time makes a time")
                .isEqualTo("match");

        Receiver receiver = new Receiver();
        try {
            Answer endpoint = server.post(
                    "/api/v1/endpoints",
                    "{\"url\":\"%s\",\"event_types\":[\"parcel.*\"],\"filter\":\"order.sent_at = 2026-01-30T10:00:00Z\"}"
                            .formatted(receiver.url(200)));
            assertThat(endpoint.status()).as(endpoint.body()).isEqualTo(201);
            String id = server.post("/api/v1/events", event).text("/id");
            server.until(
                    "/api/v1/deliveries?event=" + id + "&status=delivered",
                    answer -> answer.json().path("data").size() == 1);
            Answer test = server.post("/api/v1/endpoints/" + endpoint.text("/id") + "/test", "");
            assertThat(test.text("/event_type")).isEqualTo("parcel.sent");

            String noTime = schema.replace(",\"format\":\"unix-time\"", "");
            assertThat(server.patch("/api/v1/event-types/parcel.sent", "{\"schema\":" + noTime + "}")
                            .status())
                    .isEqualTo(200);
            String next = server.post("/api/v1/events", event).text("/id");
            server.until(
                    "/api/v1/events/" + next,
                    answer -> answer.json().path("routed").asBoolean(false));
            assertThat(server.get("/api/v1/deliveries?event=" + next)
                            .json()
                            .path("data")
                            .size())
                    .as("a plain number is no time any more, also for filters that were there before")
                    .isZero();
        } finally {
            receiver.stop();
        }
        assertThat(delete("parcel.sent").status()).isEqualTo(204);
        assertThat(server.post("/api/v1/events", event).status()).isEqualTo(422);
    }

    @Test
    void builtInTypesStayAsTheyAre() throws Exception {
        assertThat(server.patch("/api/v1/event-types/deal.created", "{\"description\":\"x\"}")
                        .status())
                .isEqualTo(409);
        assertThat(delete("deal.created").status()).isEqualTo(409);
        assertThat(create("deal.created").status()).isEqualTo(409);
        assertThat(server.patch("/api/v1/event-types/no.such_type", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void aTypeMayBeOnlyAName() throws Exception {
        Answer created = server.post("/api/v1/event-types", "{\"name\":\"just.named\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("/sample/type")).isEqualTo("just.named");
        assertThat(server.post("/api/v1/events", created.json().path("sample").toString())
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aSampleIsMadeFromTheSchema() throws Exception {
        Answer created = server.post("/api/v1/event-types", "{\"name\":\"made.sample\",\"schema\":" + SCHEMA + "}");
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.text("/sample/data/order/state")).isEqualTo("open");
        assertThat(created.text("/sample/data/order/lines/0/sku")).isEqualTo("text");
    }

    @Test
    void whateverIsWrongIsSaidWithItsPlace() throws Exception {
        assertThat(server.post("/api/v1/event-types", "{}").pointers()).containsExactly("/name");
        assertThat(server.post("/api/v1/event-types", "{\"name\":\"Order\",\"shema\":{}}")
                        .pointers())
                .containsExactly("/shema");
        assertThat(server.post("/api/v1/event-types", "{\"name\":\"Order\"}").pointers())
                .containsExactly("/name");
        Answer schema = server.post(
                "/api/v1/event-types",
                """
                {"name":"a.b","schema":{"type":"object","properties":{
                  "a":{"type":"text"},"b":{"pattern":"x"},"c":{"enum":[]},"d":{"items":[]},"e~/":true,
                  "f":{"required":"x"},"g":{"additionalProperties":{}},"h":{"properties":[]},"i":{"format":1}}}}""");
        assertThat(schema.status()).isEqualTo(422);
        assertThat(schema.pointers())
                .containsExactlyInAnyOrder(
                        "/schema/properties/a/type",
                        "/schema/properties/b/pattern",
                        "/schema/properties/c/enum",
                        "/schema/properties/d/items",
                        "/schema/properties/e~0~1",
                        "/schema/properties/f/required",
                        "/schema/properties/g/additionalProperties",
                        "/schema/properties/h/properties",
                        "/schema/properties/i/format");
        assertThat(server.post("/api/v1/event-types", "{\"name\":\"a.b\",\"schema\":{\"type\":\"array\"}}")
                        .pointers())
                .containsExactly("/schema/type");
        Answer sample = server.post(
                "/api/v1/event-types",
                "{\"name\":\"a.b\",\"schema\":%s,\"sample\":{\"data\":{\"order\":{\"state\":\"sold\",\"lines\":[{\"sku\":1}]}}}}"
                        .formatted(SCHEMA));
        assertThat(sample.pointers())
                .containsExactlyInAnyOrder(
                        "/sample/data/order/total", "/sample/data/order/state", "/sample/data/order/lines/0/sku");
        assertThat(server.post("/api/v1/event-types", "{\"name\":\"a.b\",\"sample\":{\"data\":[],\"tag\":1}}")
                        .pointers())
                .contains("/sample/data", "/sample/tag");
        String deep = "{\"items\":".repeat(17) + "{}" + "}".repeat(17);
        assertThat(server.post(
                                "/api/v1/event-types",
                                "{\"name\":\"a.b\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":" + deep
                                        + "}}}")
                        .status())
                .isEqualTo(422);
        assertThat(server.get("/api/v1/event-types/a.b").status())
                .as("nothing is stored")
                .isEqualTo(404);
    }
}
