package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is wrong with the database while the engine runs is said, and what to do; the engine goes on by itself when it is over. */
@DatabaseTest
class OutageTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";
    private static final long LIMIT_NANOS = Duration.ofSeconds(60).toNanos();

    @Test
    void theEngineSaysThatTheDatabaseIsGoneAndGoesOnByItselfWhenItIsBack(TestDatabase database) throws IOException {
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = running(database, Map.of())) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            atlas.publish(DEAL);
            receiver.awaitRequests(1);
            try {
                database.server().kill();
                await(() -> !atlas.runtime.health().isReady());
                assertThat(atlas.runtime.health().problems())
                        .anySatisfy(problem -> assertThat(problem).contains("database", "see that it runs"));
                assertThatThrownBy(() -> atlas.publish(DEAL)).isInstanceOf(RuntimeException.class);
            } finally {
                database.server().restart();
            }
            await(() -> atlas.runtime.health().isReady());
            atlas.publish(DEAL);
            awaitDelivered(atlas, endpoint, 2);
        }
    }

    @Test
    void rowsThatAreLockedForLongAreToldOfAndDeliveredOnceTheyAreFree(TestDatabase database) throws Exception {
        String limited = database.jdbcUrl() + "&sessionVariables=innodb_lock_wait_timeout=1";
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = running(database, Map.of("atlas.db.url", limited))) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                other.setAutoCommit(false);
                statement.execute("SELECT * FROM atlas_endpoint_sequence FOR UPDATE");
                atlas.publish(DEAL);
                await(() -> told(atlas, "worker routing fails", "locked for long", "SHOW PROCESSLIST"));
                other.rollback();
            }
            await(() -> atlas.runtime.health().isReady());
            awaitDelivered(atlas, endpoint, 1);
        }
    }

    @Test
    void aPoolThatIsUsedUpByASlowDatabaseIsToldOfAndEndsByItself(TestDatabase database) throws Exception {
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = running(database, Map.of("atlas.db.pool-size", "2"))) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            try (Connection other = database.connect();
                    Statement statement = other.createStatement()) {
                statement.execute("LOCK TABLES atlas_outbox WRITE, atlas_queue WRITE");
                await(() -> told(atlas, "no connection was free", "atlas.db.pool-size"));
                statement.execute("UNLOCK TABLES");
            }
            await(() -> atlas.runtime.health().isReady());
            atlas.publish(DEAL);
            awaitDelivered(atlas, endpoint, 1);
        }
    }

    @Test
    void aDatabaseThatFallsSilentIsToldOfAndServedAgainWhenItAnswers(TestDatabase database) throws Exception {
        String impatient = database.jdbcUrl() + "&socketTimeout=3000"; // 90 s without it
        try (TestReceiver receiver = new TestReceiver();
                SteppedRuntime atlas = running(database, Map.of("atlas.db.url", impatient))) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            try {
                database.server().freeze();
                await(() -> told(atlas, "the database has not answered"));
                await(() -> told(atlas, "worker routing fails", "see that it runs"));
            } finally {
                database.server().thaw();
            }
            await(() -> atlas.runtime.health().isReady());
            atlas.publish(DEAL);
            awaitDelivered(atlas, endpoint, 1);
        }
    }

    @Test
    void aDatabaseThatBecomesReadOnlyIsToldOfAndServedAgainWhenItIsNot(TestDatabase database) throws Exception {
        try (Connection admin = database.connect();
                Statement statement = admin.createStatement();
                TestReceiver receiver = new TestReceiver()) {
            statement.execute("CREATE USER 'app'@'%' IDENTIFIED BY 'app'");
            statement.execute("GRANT ALL ON " + database.name() + ".* TO 'app'@'%'");
            try (SteppedRuntime atlas = running(database, Map.of("atlas.db.user", "app", "atlas.db.password", "app"))) {
                EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
                atlas.publish(DEAL);
                awaitDelivered(atlas, endpoint, 1);
                try {
                    statement.execute("SET GLOBAL read_only = 1");
                    statement.execute("INSERT INTO atlas_outbox (workspace_id, id, payload, published_at) VALUES ("
                            + SteppedRuntime.WORKSPACE.value() + ", 1, '" + DEAL + "', 0)");
                    await(() -> told(atlas, "worker routing fails", "read-only", "new primary"));
                } finally {
                    statement.execute("SET GLOBAL read_only = 0");
                }
                await(() -> atlas.runtime.health().isReady());
                awaitDelivered(atlas, endpoint, 2);
            } finally {
                statement.execute("DROP USER 'app'@'%'");
            }
        }
    }

    private static SteppedRuntime running(TestDatabase database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("atlas.workers.enabled", "true");
        return new SteppedRuntime(database, new TestClock(), all);
    }

    private static boolean told(SteppedRuntime atlas, String... words) {
        return atlas.runtime.health().problems().stream()
                .anyMatch(problem -> Stream.of(words).allMatch(problem::contains));
    }

    private static void awaitDelivered(SteppedRuntime atlas, EndpointId endpoint, int count) {
        await(() -> atlas.deliveries(endpoint).stream()
                        .filter(view -> view.delivery().status() == DeliveryStatus.DELIVERED)
                        .count()
                == count);
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
