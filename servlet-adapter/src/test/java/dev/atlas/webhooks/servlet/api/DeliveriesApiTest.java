package dev.atlas.webhooks.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.servlet.Answer;
import dev.atlas.webhooks.servlet.AtlasServer;
import dev.atlas.webhooks.servlet.JettyServer;
import dev.atlas.webhooks.servlet.Receiver;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

@DatabaseTest
class DeliveriesApiTest {
    private static final String PATH = "/api/v1/deliveries";

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

    @Test
    void anEventIsDeliveredAndItsDeliveryTellsAllAboutIt() throws Exception {
        String endpoint = endpoint(200, "task.created");
        String event = publish("task.created");

        String id = delivery("endpoint=" + endpoint + "&status=delivered");
        Answer read = server.get(PATH + "/" + id);

        assertThat(read.text("/event")).isEqualTo(event);
        assertThat(read.text("/endpoint")).isEqualTo(endpoint);
        assertThat(read.text("/event_type")).isEqualTo("task.created");
        assertThat(read.text("/sequence")).isEqualTo("1");
        assertThat(read.text("/filter_version")).isEqualTo("1");
        assertThat(read.text("/attempt_count")).isEqualTo("1");
        assertThat(read.text("/delivered_at")).endsWith("Z");
        assertThat(read.json().path("next_attempt_at").isNull()).isTrue();
        assertThat(read.json().path("dead").isNull()).isTrue();
        assertThat(read.json().path("replay").isNull()).isTrue();
        assertThat(read.text("/attempts/0/id")).startsWith("att_");
        assertThat(read.text("/attempts/0/number")).isEqualTo("1");
        assertThat(read.text("/attempts/0/status_code")).isEqualTo("200");
        assertThat(read.json().at("/attempts/0/error").isNull()).isTrue();
        assertThat(read.text("/attempts/0/request/body")).contains(event).contains("\"sequence\":1");
        assertThat(read.text("/attempts/0/request/headers/Atlas-Attempt")).isEqualTo("1");
        assertThat(read.text("/attempts/0/response/body")).isEqualTo("hello");
        assertThat(read.text("/attempts/0/response/truncated")).isEqualTo("false");
        assertThat(read.json().at("/attempts/0/phases_ms/total").isNumber()).isTrue();
        assertThat(read.text("/attempts/0/remote_address")).isEqualTo("127.0.0.1");
        assertThat(server.get("/api/v1/events/" + event).text("/decisions/0/delivery"))
                .isEqualTo(id);
    }

    @Test
    void aFailureCanBeRetriedOrCancelled() throws Exception {
        String endpoint = endpoint(503, "task.updated");
        publish("task.updated");

        String id = delivery("endpoint=" + endpoint + "&code=503");
        Answer failed = server.get(PATH + "/" + id);
        assertThat(failed.text("/status")).isEqualTo("pending");
        assertThat(failed.text("/next_attempt_at")).endsWith("Z");
        assertThat(failed.text("/attempts/0/status_code")).isEqualTo("503");

        assertThat(server.send("POST", PATH + "/" + id + "/retry", "").status()).isEqualTo(200);
        server.until(PATH + "/" + id, a -> a.json().path("attempts").size() == 2);
        Answer cancelled = server.until(
                "POST", PATH + "/" + id + "/cancel", a -> a.text("/status").equals("cancelled"));
        assertThat(cancelled.json().path("next_attempt_at").isNull()).isTrue();
        assertThat(server.send("POST", PATH + "/" + id + "/cancel", "").status())
                .isEqualTo(409);
    }

    @Test
    void aRequestSignedByHandIsFoundGenuineAndAChangedBodyIsNot() throws Exception {
        String endpoint = endpoint(200, "task.assigned");
        publish("task.assigned");
        Answer request = server.get(PATH + "/" + delivery("endpoint=" + endpoint) + "/request");
        assertThat(request.text("/curl")).startsWith("curl -i -X POST").contains("Atlas-Signature: t=");
        String header = "Atlas-Signature: " + request.text("/headers/Atlas-Signature");

        String path = "/api/v1/endpoints/" + endpoint + "/check-signature";
        Answer genuine = server.post(path, signed(header, request.text("/body")));
        assertThat(genuine.text("/verdict")).isEqualTo("good");
        Answer changed = server.post(path, signed(header, request.text("/body") + "\n"));
        assertThat(changed.text("/verdict")).isEqualTo("bad");
        assertThat(server.post(path, "{\"headers\":\"\"}").text("/errors/0/pointer"))
                .isEqualTo("/body");
    }

    private static String signed(String headers, String body) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("headers", headers)
                .put("body", body)
                .toString();
    }

    @Test
    void aTestEventReachesTheEndpoint() throws Exception {
        String endpoint = endpoint(200, "task.deleted");

        Answer sent = server.send("POST", "/api/v1/endpoints/" + endpoint + "/test", "");

        assertThat(sent.status()).isEqualTo(202);
        server.until(PATH + "/" + sent.text("/id"), a -> a.text("/status").equals("delivered"));
    }

    @Test
    void deliveriesCanBeFetchedInTheOrderOfTheirSequence() throws Exception {
        String endpoint = endpoint(200, "task.completed");
        for (int i = 0; i < 3; i++) {
            publish("task.completed");
        }
        String path = "/api/v1/endpoints/" + endpoint + "/events";

        Answer all = server.until(path, a -> a.json().path("data").size() == 3);
        assertThat(all.text("/data/0/event/object")).isEqualTo("event");
        assertThat(all.text("/data/2/event/sequence")).isEqualTo("3");
        Answer first = server.get(path + "?limit=2");
        assertThat(first.text("/next")).isEqualTo("2");
        Answer rest = server.get(path + "?limit=2&after_sequence=" + first.text("/next"));
        assertThat(rest.text("/data/0/sequence")).isEqualTo("3");
        assertThat(rest.json().path("next").isNull()).isTrue();
        assertThat(server.get(path + "?after_sequence=-1").status()).isEqualTo(400);
    }

    @Test
    void aPausedEndpointHoldsItsDeliveries() throws Exception {
        String endpoint = endpoint(200, "task.overdue");
        server.send("POST", "/api/v1/endpoints/" + endpoint + "/pause", "");
        publish("task.overdue");

        String id = delivery("endpoint=" + endpoint + "&status=held");
        assertThat(server.get(PATH + "/" + id).text("/attempt_count")).isEqualTo("0");
        assertThat(server.get("/api/v1/endpoints/" + endpoint).text("/waiting")).isEqualTo("1");
        server.send("POST", "/api/v1/endpoints/" + endpoint + "/resume", "");
        server.until(PATH + "/" + id, a -> a.text("/status").equals("delivered"));
    }

    @Test
    void badQueriesAreRefusedTogether() throws Exception {
        Answer answer =
                server.get(PATH + "?endpoint=x&status=lost&code=abc&since=1&until=never&limit=201&after=evt_1&stat=1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.pointers())
                .containsExactlyInAnyOrder("/endpoint", "/status", "/code", "/until", "/limit", "/after", "/stat");
        assertThat(answer.body()).contains("pending, held, delivered, dead, cancelled");
    }

    @Test
    void whatIsNotThereIsA404() throws Exception {
        for (String id : List.of("dlv_00000000000000000000000002", "x")) {
            assertThat(server.get(PATH + "/" + id).status()).isEqualTo(404);
            assertThat(server.send("POST", PATH + "/" + id + "/retry", "").status())
                    .isEqualTo(404);
            assertThat(server.send("POST", PATH + "/" + id + "/cancel", "").status())
                    .isEqualTo(404);
        }
    }

    private static String endpoint(int status, String type) throws IOException, InterruptedException {
        Answer created = server.post(
                "/api/v1/endpoints", "{\"url\":\"%s\",\"event_types\":[\"%s\"]}".formatted(receiver.url(status), type));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created.text("/id");
    }

    private static String publish(String type) throws IOException, InterruptedException {
        return server.post("/api/v1/events", "{\"type\":\"" + type + "\",\"data\":{\"task\":{\"id\":\"t\"}}}")
                .text("/id");
    }

    private static String delivery(String query) throws IOException, InterruptedException {
        return server.until(PATH + "?" + query, a -> a.json().path("data").size() == 1)
                .text("/data/0/id");
    }
}
