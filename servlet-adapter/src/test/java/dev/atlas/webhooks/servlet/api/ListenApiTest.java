package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.Signer;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Listener;
import dev.atlas.webhooks.servlet.Receiver;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@DatabaseTest
@Timeout(60)
class ListenApiTest {
    private static JettyServer server;
    private static Receiver receiver;

    @BeforeAll
    static void start(TestDatabase database) throws Exception {
        receiver = new Receiver();
        server = AtlasServer.start(database);
    }

    @AfterAll
    static void stop() throws Exception {
        server.stop();
        receiver.stop();
    }

    private static Listener listen(String query) throws Exception {
        return Listener.open(server, AtlasServer.KEY, query);
    }

    private static String endpoint(String type) throws Exception {
        String wish = "{\"url\":\"%s\",\"event_types\":[\"%s\"]}".formatted(receiver.url(200), type);
        return server.post("/api/v1/endpoints", wish).text("/id");
    }

    private static String publish(String type, int value) throws Exception {
        return server.post("/api/v1/events", "{\"type\":\"%s\",\"data\":{\"note\":{\"n\":%d}}}".formatted(type, value))
                .text("/id");
    }

    private static Answer report(JsonNode session, JsonNode delivery, String result) throws Exception {
        return server.post(
                "/api/v1/listen/" + session.path("session").asString() + "/results",
                "{\"results\":[{\"delivery\":%s,\"attempt\":%s,\"started_at\":\"2026-11-25T10:00:00.123Z\",\"duration_ms\":12,%s}]}"
                        .formatted(delivery.get("delivery"), delivery.get("attempt"), result));
    }

    private static final String TAKEN = "\"status_code\":201,\"request\":{\"headers\":{\"X-Local\":\"********\"}},"
            + "\"response\":{\"headers\":{\"Server\":\"dev\"},\"body\":\"done\",\"truncated\":false}";

    @Test
    void aListenerGetsWhatARealEndpointWouldAndItsAnswerIsInTheLog() throws Exception {
        String endpoint = endpoint("note.created");
        try (Listener listener = listen("event_types=note.created&forward_to=http://localhost:3000/hooks")) {
            assertThat(listener.response().headers().firstValue("Content-Type").orElse(""))
                    .startsWith("text/event-stream");
            assertThat(listener.response().headers().firstValue("X-Accel-Buffering"))
                    .contains("no");
            JsonNode session = listener.next("session");
            String event = publish("note.created", 1);
            JsonNode delivery = listener.next("delivery");

            Answer real = server.until(
                    "/api/v1/deliveries?event=" + event + "&status=delivered&endpoint=" + endpoint,
                    a -> a.json().path("data").size() == 1);
            JsonNode sent = server.get("/api/v1/deliveries/" + real.text("/data/0/id"))
                    .json()
                    .at("/attempts/0/request");
            String body = delivery.path("body").asString();
            assertThat(body).isEqualTo(sent.path("body").asString());
            assertThat(delivery.path("headers").propertyNames())
                    .containsExactlyElementsOf(sent.path("headers").propertyNames());
            String signature = delivery.at("/headers/Atlas-Signature").asString();
            Instant at = Instant.ofEpochSecond(Long.parseLong(signature.substring(2, signature.indexOf(','))));
            assertThat(signature)
                    .isEqualTo(Signer.atlasSignature(
                            List.of(session.path("secret").asString()), at, body.getBytes(StandardCharsets.UTF_8)));

            assertThat(report(session, delivery, TAKEN).text("/recorded")).isEqualTo("1");
            assertThat(report(session, delivery, TAKEN).text("/recorded"))
                    .as("again")
                    .isEqualTo("0");
            Answer logged =
                    server.get("/api/v1/deliveries/" + delivery.path("delivery").asString());
            assertThat(logged.text("/status")).isEqualTo("delivered");
            assertThat(logged.text("/attempts/0/status_code")).isEqualTo("201");
            assertThat(logged.text("/attempts/0/duration_ms")).isEqualTo("12");
            assertThat(logged.text("/attempts/0/started_at")).isEqualTo("2026-11-25T10:00:00.123Z");
            assertThat(logged.text("/attempts/0/request/headers/X-Local")).isEqualTo("********");
            assertThat(logged.text("/attempts/0/response/headers/Server")).isEqualTo("dev");
            assertThat(logged.text("/attempts/0/response/body")).isEqualTo("done");
            assertThat(server.get("/api/v1/endpoints/"
                                    + session.path("endpoint").asString())
                            .text("/url"))
                    .isEqualTo("listen://localhost:3000/hooks");
        }
    }

    @Test
    void whatWasNotReportedIsHandedOverAgainInOrderAfterALostConnection() throws Exception {
        JsonNode session;
        try (Listener listener = listen("event_types=note.updated")) {
            session = listener.next("session");
            for (int i = 1; i <= 30; i++) {
                publish("note.updated", i);
            }
            JsonNode first = listener.next("delivery");
            assertThat(first.path("sequence").asInt()).isEqualTo(1);
            report(session, first, TAKEN);
            assertThat(listener.next("delivery").path("sequence").asInt()).isEqualTo(2);
        }
        try (Listener again = listen("session=" + session.path("session").asString())) {
            assertThat(again.next("session")).isEqualTo(session);
            for (int i = 2; i <= 30; i++) {
                JsonNode delivery = again.next("delivery");
                assertThat(delivery.path("sequence").asInt()).isEqualTo(i);
                assertThat(report(session, delivery, TAKEN).text("/recorded")).isEqualTo("1");
            }
        }
    }

    @Test
    void aFailureIsADeadLetterWithoutAPauseAndARetryByHandComesToTheListener() throws Exception {
        try (Listener listener = listen("event_types=note.deleted")) {
            JsonNode session = listener.next("session");
            publish("note.deleted", 1);
            JsonNode delivery = listener.next("delivery");
            report(session, delivery, "\"error\":\"nothing listens at localhost:3000\"");

            String path = "/api/v1/deliveries/" + delivery.path("delivery").asString();
            Answer dead = server.get(path);
            assertThat(dead.text("/status")).isEqualTo("dead");
            assertThat(dead.text("/attempts/0/error")).isEqualTo("nothing listens at localhost:3000");
            assertThat(server.get("/api/v1/endpoints/"
                                    + session.path("endpoint").asString())
                            .text("/status"))
                    .isEqualTo("active");

            assertThat(server.send("POST", path + "/retry", "").status()).isEqualTo(200);
            JsonNode again = listener.next("delivery");
            assertThat(again.path("attempt").asInt()).isEqualTo(2);
            assertThat(again.path("body")).isEqualTo(delivery.path("body"));
            report(session, again, TAKEN);
            assertThat(server.get(path).text("/status")).isEqualTo("delivered");
        }
    }

    @Test
    void aNamedSessionKeepsItsSecretTakesNewWishesAndHasOneConnection() throws Exception {
        try (Listener first = listen("name=ada&event_types=task.*")) {
            JsonNode session = first.next("session");
            try (Listener second = listen("name=ada&event_types=note.*&filter=note.n%20%3E%205")) {
                JsonNode taken = second.next("session");
                assertThat(taken.path("secret")).isEqualTo(session.path("secret"));
                assertThat(taken.path("filter").asString()).isEqualTo("note.n > 5");
                assertThat(first.next("end").path("reason").asString()).contains("another listener");
                first.awaitEnd();
                publish("note.created", 1);
                publish("note.created", 9);
                assertThat(second.next("delivery").path("body").asString()).contains("\"n\":9");

                server.send(
                        "DELETE", "/api/v1/endpoints/" + taken.path("endpoint").asString(), "");
                assertThat(second.next("end").path("reason").asString()).contains("deleted");
            }
            try (Listener third = listen("name=ada")) {
                assertThat(third.next("session").path("secret")).isNotEqualTo(session.path("secret"));
            }
        }
    }

    @Test
    void aNamedSessionTakenUpWithoutWishesKeepsThoseItHas() throws Exception {
        JsonNode session;
        try (Listener first =
                listen("name=keep&event_types=note.*&filter=note.n%20%3E%205&forward_to=http://localhost:1/a")) {
            session = first.next("session");
        }
        try (Listener again = listen("name=keep")) {
            assertThat(again.next("session")).isEqualTo(session);
        }
        assertThat(server.get("/api/v1/endpoints/" + session.path("endpoint").asString())
                        .text("/url"))
                .isEqualTo("listen://localhost:1/a");
    }

    @Test
    void anAnswerWithVeryManyOrLongHeadersIsRecordedWithTheFirstOfThem() throws Exception {
        try (Listener listener = listen("event_types=note.created")) {
            JsonNode session = listener.next("session");
            publish("note.created", 1);
            JsonNode delivery = listener.next("delivery");
            StringBuilder headers = new StringBuilder("\"X-Long\":\"" + "y".repeat(9000) + "\"");
            for (int i = 1; i < 120; i++) {
                headers.append(",\"X-").append(i).append("\":\"v\"");
            }
            String result = "\"status_code\":200,\"response\":{\"headers\":{" + headers + "}}";
            assertThat(report(session, delivery, result).text("/recorded")).isEqualTo("1");
            JsonNode kept = server.get(
                            "/api/v1/deliveries/" + delivery.path("delivery").asString())
                    .json()
                    .at("/attempts/0/response/headers");
            assertThat(kept.size()).isEqualTo(100);
            assertThat(kept.path("X-Long").asString()).hasSize(4000);
        }
    }

    @Test
    void severalListenAtOnceAndEachGetsAll() throws Exception {
        try (Listener one = listen("event_types=meeting.*");
                Listener two = listen("event_types=meeting.*")) {
            one.next("session");
            two.next("session");
            publish("meeting.scheduled", 1);
            assertThat(one.next("delivery").path("event"))
                    .isEqualTo(two.next("delivery").path("event"));
        }
    }

    @Test
    void wrongWishesAndReportsAreRefused() throws Exception {
        assertThat(server.get("/api/v1/listen?filter=a%20%3E%3E").pointers()).contains("/filter");
        assertThat(server.get("/api/v1/listen?event_types=Deal").pointers()).contains("/event_types/0");
        assertThat(server.get("/api/v1/listen?forward_to=nowhere").pointers()).contains("/forward_to");
        assertThat(server.get("/api/v1/listen?since=1").status()).isEqualTo(400);
        assertThat(server.get("/api/v1/listen?session=ep_nothing").status()).isEqualTo(404);
        assertThat(server.withKey("atlas_sk_wrong").get("/api/v1/listen").status())
                .isEqualTo(401);
        String endpoint = endpoint("quote.sent");
        assertThat(server.get("/api/v1/listen?session=" + endpoint).status())
                .as("no listener")
                .isEqualTo(404);
        Answer refused = server.post(
                "/api/v1/listen/" + endpoint + "/results",
                "{\"results\":[{\"delivery\":\"x\",\"attempt\":0,\"response\":{\"body\":1},\"more\":2}]}");
        assertThat(refused.pointers())
                .contains(
                        "/results/0/delivery",
                        "/results/0/attempt",
                        "/results/0/started_at",
                        "/results/0/duration_ms",
                        "/results/0/status_code",
                        "/results/0/response/body",
                        "/results/0/more");
    }
}
