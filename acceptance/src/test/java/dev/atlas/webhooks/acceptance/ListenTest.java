package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.Eventually;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.publish.AtlasOutbox;
import dev.atlas.webhooks.publish.Event;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code atlas webhooks listen} while the server is killed again and again. */
@DatabaseTest
class ListenTest {
    private static final int KILLS = 5;
    private static final int EVENTS_A_ROUND = 80;
    private static final String WORKSPACE = "ws_0000000000100";
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    private static final Duration LIMIT = Duration.ofSeconds(150);

    /** Where the WAR runs. */
    enum Home {
        TOMCAT {
            @Override
            Server start(Surroundings surroundings, int port) throws Exception {
                return Tomcat.start("tomcat10", surroundings, port);
            }
        },
        JETTY {
            @Override
            Server start(Surroundings surroundings, int port) throws Exception {
                return Jetty.start(surroundings, port);
            }
        };

        abstract Server start(Surroundings surroundings, int port) throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void everyEventIsForwardedOnceAndInOrderThroughFiveKillsOfTheServer(
            Home home, TestDatabase database, @TempDir Path folder) throws Exception {
        int port = freePort();
        try (MailCatcher mails = MailCatcher.start();
                Receiver local = Receiver.start();
                Connection connection = database.connect()) {
            Surroundings surroundings = new Surroundings(folder, database, mails);
            Server server = home.start(surroundings, port);
            AtlasClient client = new AtlasClient(server.address());
            try (Cli.Listener listener = Cli.listen(
                    folder, server.address(), "--forward-to", local.url("/local"), "--events", "deal.created")) {
                int published = 0;
                for (int kill = 0; kill < KILLS; kill++) {
                    for (int i = 0; i < EVENTS_A_ROUND; i++) {
                        publish(connection, "deal " + ++published);
                        if (i == EVENTS_A_ROUND / 2) {
                            server.process().kill(); // with whatever is under way
                        }
                    }
                    server = home.start(surroundings, port);
                }
                int all = published;
                List<Received> forwarded = Eventually.get(
                        LIMIT, "all events forwarded", () -> local.at("/local"), got -> got.size() >= all);

                assertThat(forwarded)
                        .extracting(Received::sequence)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, all).boxed().toList());
                assertThat(forwarded).extracting(Received::name).contains("deal 1", "deal " + all);
                client.until(
                        "api/v1/endpoints/" + listener.endpoint(),
                        answer -> answer.json().path("waiting").asInt() == 0);
                assertThat(client.get("api/v1/deliveries?limit=200&status=delivered&endpoint=" + listener.endpoint())
                                .json()
                                .path("data"))
                        .hasSize(200);

                assertThat(listener.process().terminate()).isEqualTo(ENDED_BY_SIGTERM);
                assertThat(client.get("api/v1/endpoints/" + listener.endpoint()).status())
                        .as("the temporary endpoint")
                        .isEqualTo(404);
            } finally {
                server.close();
            }
        }
    }

    private static void publish(Connection connection, String name) throws Exception {
        AtlasOutbox.publish(
                connection,
                Event.in(WORKSPACE)
                        .type("deal.created")
                        .data(Map.of("deal", Map.of("name", name)))
                        .build());
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
