package dev.atlas.webhooks.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.sql.DriverManager;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DatabaseTest
class LifeTest {

    @Test
    void answersWhetherItLivesAndWorks(TestDatabase database) throws Exception {
        JettyServer server = AtlasServer.start(database);
        try {
            JettyServer anybody = server.withKey("");
            assertThat(anybody.get("/healthz").body()).isEqualTo("{\"status\":\"up\"}");
            Answer ready = anybody.get("/readyz");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.text("/status")).isEqualTo("ready");
            assertThat(ready.texts("/problems")).isEmpty();
            assertThat(ready.json().path("lag_ms").isNumber()).isTrue();
            Answer metrics = anybody.get("/metrics");
            assertThat(metrics.header("Content-Type")).startsWith("text/plain; version=0.0.4");
            assertThat(metrics.body())
                    .contains("# TYPE atlas_events_routed_total counter")
                    .contains("jvm_memory_used_bytes");
            assertThat(anybody.send("POST", "/healthz", "").status()).isEqualTo(405);
        } finally {
            server.stop();
        }
    }

    @Test
    @Timeout(60)
    void anUndeployEndsTheStreamsOfListeners(TestDatabase database) throws Exception {
        JettyServer server = AtlasServer.start(database);
        try (Listener listener = Listener.open(server, AtlasServer.KEY, "")) {
            listener.next("session");
            server.undeploy();
            listener.awaitEnd();
        } finally {
            server.stop();
        }
    }

    @Test
    void leavesNoThreadAndNoDriverBehind(TestDatabase database) throws Exception {
        Set<Thread> before = threads();

        JettyServer server = AtlasServer.start(database);
        server.post("/api/v1/events", "{\"type\":\"deal.created\",\"data\":{}}");
        server.stop();

        assertNothingBut(before);
    }

    @Test
    void leavesNoThreadAndNoDriverBehindWhereTheDatabaseDoesNotTakeTheNodesNumberBack(TestDatabase database)
            throws Exception {
        Set<Thread> before = threads();

        JettyServer server = AtlasServer.start(database);
        database.execute("RENAME TABLE atlas_node TO atlas_node_away");
        server.stop();

        assertNothingBut(before);
    }

    @Test
    void refusesToStartWithOneMessageThatListsEveryProblem() {
        Throwable refusal = catchThrowable(() -> AtlasServer.start(
                Map.of("atlas.retention", "forever", "atlas.db.password", "hunter2", "atlas.retenton", "1d")));

        assertThat(refusal).isInstanceOf(StartRefusedException.class).hasNoCause();
        assertThat(refusal.getStackTrace()).isEmpty();
        assertThat(refusal.getMessage())
                .contains("atlas.db.url")
                .contains("atlas.master-key")
                .contains("openssl rand -base64 32")
                .contains("atlas.retention = \"forever\"")
                .contains("atlas.retenton is no setting; did you mean atlas.retention?")
                .doesNotContain("hunter2");
    }

    @Test
    void saysThatTheDatabaseRefusedThePassword(TestDatabase database) {
        Set<Thread> before = threads();
        Map<String, String> settings = AtlasServer.settings(database);
        settings.put("atlas.db.password", "hunter2");

        Throwable refusal = catchThrowable(() -> AtlasServer.start(settings));

        assertThat(refusal)
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("Access denied for user")
                .hasMessageContaining("atlas.db.password");
        assertThat(refusal.getMessage()).doesNotContain("hunter2");
        assertNoThreadsBut(before);
    }

    @Test
    void saysThatThereIsNoDatabase(TestDatabase database) {
        Map<String, String> settings = AtlasServer.settings(database);
        settings.put("atlas.db.url", "jdbc:mysql://127.0.0.1:1/atlas");

        assertThat(catchThrowable(() -> AtlasServer.start(settings)))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("jdbc:mysql://127.0.0.1:1/atlas")
                .hasMessageContaining("Connection refused");
    }

    private static void assertNothingBut(Set<Thread> before) {
        assertNoThreadsBut(before);
        assertThat(Collections.list(DriverManager.getDrivers()))
                .extracting(driver -> driver.getClass().getName())
                .noneMatch(name -> name.startsWith("com.mysql"));
    }

    /** The test's own HTTP client ends its thread only when it is collected. */
    private static void assertNoThreadsBut(Set<Thread> before) {
        Set<Thread> left = threads();
        left.removeAll(before);
        left.removeIf(thread -> thread.getName().startsWith("HttpClient-"));
        for (Thread thread : left) {
            try {
                TimeUnit.SECONDS.timedJoin(thread, 5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        assertThat(left.stream().filter(Thread::isAlive).map(Thread::getName).collect(Collectors.toSet()))
                .isEmpty();
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
