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

@DatabaseTest
class StatsApiTest {
    private static final String PATH = "/api/v1/stats";

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
    void whatWasDeliveredIsInTheNumbersAtOnce() throws Exception {
        String endpoint = server.post("/api/v1/endpoints", "{\"url\":\"%s\"}".formatted(receiver.url(200)))
                .text("/id");
        server.post("/api/v1/events", "{\"type\":\"task.created\",\"data\":{}}");

        Answer stats = server.until(PATH + "?window=1h&endpoint=" + endpoint, answer -> answer.text("/delivered")
                .equals("1"));
        assertThat(stats.text("/success_rate")).isEqualTo("1.0");
        assertThat(stats.text("/event_types/0/type")).isEqualTo("task.created");
        assertThat(stats.json().at("/latency_ms/p95").isNumber()).isTrue();
        assertThat(stats.json().path("series")).hasSize(60);
        assertThat(stats.text("/backlog/pending")).isEqualTo("0");
        Answer all = server.get(PATH);
        assertThat(all.text("/window")).isEqualTo("24h");
        assertThat(all.text("/attempts")).isEqualTo("1");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        assertThat(server.get(PATH + "?window=2h").body()).contains("1h, 6h, 24h, 7d, 30d");
        assertThat(server.get(PATH + "?endpoint=ep_00000000000000000000000100").status())
                .isEqualTo(404);
    }
}
