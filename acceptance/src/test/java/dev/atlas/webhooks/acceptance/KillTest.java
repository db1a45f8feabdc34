package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.MailCatcher;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.publish.AtlasOutbox;
import dev.atlas.webhooks.publish.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of the work. */
@DatabaseTest
class KillTest {
    private static final int EVENTS = 1_500;
    private static final int KILLED_AT = 500;

    /** The first workspace's number, shown. */
    private static final String WORKSPACE = "ws_0000000000100";

    /** The lease that the killed process leaves behind, and time to work off what waited. */
    private static final Duration LIMIT = Duration.ofSeconds(150);

    private final Set<String> committed = new HashSet<>();
    private final Set<String> unknown = new HashSet<>();

    @Test
    void everyCommittedEventArrivesAndNothingElseDoes(TestDatabase database, @TempDir Path folder) throws Exception {
        try (MailCatcher mails = MailCatcher.start();
                Receiver receiver = Receiver.start();
                Connection connection = database.connect()) {
            Surroundings surroundings = new Surroundings(folder, database, mails);
            Standalone first = Standalone.start(surroundings);
            AtlasClient client = new AtlasClient(first.address());
            client.createEndpoint(receiver.url("/load"), "deal.created");
            connection.setAutoCommit(false);
            CompletableFuture<Void> killed = CompletableFuture.completedFuture(null);
            for (int i = 0; i < EVENTS; i++) {
                if (i == KILLED_AT) {
                    killed = CompletableFuture.runAsync(first::close);
                }
                publishBySql(connection, "sql-" + i, i % 10 != 0);
                if (!killed.isDone() || i < KILLED_AT) {
                    publishByHttp(client, "http-" + i);
                }
            }
            killed.join();
            try (Standalone second = Standalone.start(surroundings)) {
                Eventually.get(
                        LIMIT,
                        "every committed event at the receiver of " + second.address(),
                        () -> missing(receiver),
                        Set::isEmpty);
            }
            check(receiver.at("/load"));
        }
    }

    private void publishBySql(Connection connection, String name, boolean commit) throws Exception {
        AtlasOutbox.publish(
                connection,
                Event.in(WORKSPACE)
                        .type("deal.created")
                        .data(Map.of("deal", Map.of("name", name)))
                        .build());
        if (commit) {
            connection.commit();
            committed.add(name);
        } else {
            connection.rollback();
        }
    }

    private void publishByHttp(AtlasClient client, String name) throws InterruptedException {
        try {
            client.publish("deal.created", WarScenario.deal(name));
            committed.add(name);
        } catch (IOException cutOff) {
            unknown.add(name); // the answer is lost, the event may be durable
        }
    }

    private Set<String> missing(Receiver receiver) {
        Set<String> missing = new HashSet<>(committed);
        receiver.at("/load").forEach(got -> missing.remove(got.name()));
        return missing;
    }

    private void check(List<Received> webhooks) {
        Set<String> names = webhooks.stream().map(Received::name).collect(Collectors.toSet());
        names.removeAll(committed);
        assertThat(unknown).as("arrived though not committed").containsAll(names);
        Map<Long, String> bodies = new HashMap<>();
        for (Received webhook : webhooks) {
            String earlier = bodies.putIfAbsent(webhook.sequence(), webhook.body());
            assertThat(earlier == null ? webhook.body() : earlier)
                    .as("every attempt of a delivery is the same")
                    .isEqualTo(webhook.body());
        }
        assertThat(bodies.keySet())
                .as("sequences without a gap")
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, bodies.size()).boxed().toList());
    }
}
