package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EventSearch;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.stats.Window;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Days go by, and what is kept stays while what is over goes. */
@DatabaseTest
class RetentionTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    /** A tenth of a second and what a busy machine adds, still less than the second that the server itself would wait. */
    private static final Duration BROKEN_OFF = Duration.ofMillis(700);

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase empty) throws IOException {
        database = empty;
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of("atlas.retry.offsets", "1s", "atlas.retention", "5d"));
        atlas.runtime.partitions().runOnce();
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private void days(int count) {
        clock.advance(Duration.ofDays(count));
        atlas.runtime.partitions().runOnce();
    }

    private int events() {
        EventSearch all = new EventSearch(null, null, null, null, null);
        return atlas.runtime
                .services()
                .events()
                .list(SteppedRuntime.WORKSPACE, all, SliceRequest.first())
                .items()
                .size();
    }

    @Test
    void aLongTransactionPutsADropOffAndNoInsertWaitsBehindIt() throws Exception {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        atlas.publish(EVENT);
        atlas.settleEverything();
        days(1);
        clock.advance(Duration.ofDays(8));
        try (Connection reader = database.connect()) {
            use(reader);
            Duration wait = Duration.ofDays(1);
            // a machine that stands still for a while is no fault of the drop: one quick round of five shows that it
            // gives way
            for (int round = 0; round < 5 && wait.compareTo(BROKEN_OFF) > 0; round++) {
                wait = longestInsertDuring(atlas.runtime.partitions()::runOnce);
                assertThat(atlas.deliveries(endpoint)).hasSize(1);
                clock.advance(Duration.ofHours(1));
            }
            assertThat(wait).isLessThanOrEqualTo(BROKEN_OFF);
        }
        clock.advance(Duration.ofMinutes(2));
        atlas.runtime.partitions().runOnce();
        assertThat(atlas.deliveries(endpoint)).isEmpty();
    }

    @Test
    void aTransactionOpenForDaysIsReported() throws SQLException {
        try (Connection reader = database.connect()) {
            use(reader);
            days(9);
            days(2);
            atlas.runtime.check().runOnce();
            assertThat(atlas.runtime.health().notices())
                    .singleElement()
                    .asString()
                    .contains("old days cannot be dropped", "innodb_trx");
        }
        days(1);
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    private static void use(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        try (Statement statement = reader.createStatement()) {
            statement.executeQuery("SELECT delivery_id FROM atlas_delivery").close();
        }
    }

    /** Inserts rows by another connection, one after the other, until the work ends. */
    private Duration longestInsertDuring(Runnable work) throws Exception {
        CompletableFuture<Void> end = CompletableFuture.runAsync(work);
        long longest = 0;
        try (Connection writer = database.connect();
                Statement statement = writer.createStatement()) {
            for (int i = 1; !end.isDone(); i++) {
                long start = System.nanoTime();
                statement.execute(
                        """
                        INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                            filter_version, status, attempt_count, created_at, finished_at)
                        VALUES (1, %d, 1, 1, 'deal.created', %d, 1, 'delivered', 1, 1, %d)"""
                                .formatted(i, i, clock.instant().toEpochMilli()));
                longest = Math.max(longest, System.nanoTime() - start);
            }
        }
        end.get(1, TimeUnit.SECONDS);
        return Duration.ofNanos(longest);
    }

    @Test
    void whatIsFinishedIsDroppedWhenItsTimeIsOver() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        atlas.publish(EVENT);
        atlas.settleEverything();
        days(4);
        atlas.publish(EVENT);
        atlas.settleEverything();
        assertThat(atlas.deliveries(endpoint)).hasSize(2);
        assertThat(events()).isEqualTo(2);

        days(2);
        assertThat(atlas.deliveries(endpoint)).hasSize(1);
        days(2);
        assertThat(events()).isEqualTo(1);
        days(10);
        assertThat(atlas.deliveries(endpoint)).isEmpty();
        assertThat(events()).isZero();
        StatsView stats = SteppedRuntime.ok(
                atlas.runtime.services().stats().read(SteppedRuntime.WORKSPACE, endpoint, Window.DAY));
        assertThat(stats.total().attempts()).isZero();
    }

    @Test
    void whatIsHeldOutlivesItsDayAndIsDeliveredWithItsBody() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        SteppedRuntime.ok(atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, endpoint, ""));
        String event = atlas.publish("{\"type\":\"deal.created\",\"data\":{\"deal\":{\"value\":91}}}");
        atlas.settleEverything();
        days(30);
        assertThat(events()).isZero();

        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, endpoint));
        atlas.settleEverything();

        assertThat(receiver.received()).hasSize(1);
        assertThat(receiver.last().body()).contains(event, "\"value\":91");
        assertThat(atlas.deliveries(endpoint))
                .extracting(view -> view.delivery().status())
                .containsExactly(DeliveryStatus.DELIVERED);
    }

    @Test
    void aDeadLetterIsKeptFromTheDayItDiedAndCanBeReplayedUntilItsLast() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        SteppedRuntime.ok(atlas.runtime.services().endpoints().pause(SteppedRuntime.ACTOR, endpoint, ""));
        atlas.publish(EVENT);
        atlas.settleEverything();
        days(20);
        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, endpoint));
        receiver.answers(410);
        atlas.settleEverything();
        days(4);

        DeliveryView dead = atlas.deliveries(endpoint).get(0);
        assertThat(dead.delivery().status()).isEqualTo(DeliveryStatus.DEAD);
        receiver.answers(200);
        SteppedRuntime.ok(atlas.runtime.services().endpoints().resume(SteppedRuntime.ACTOR, endpoint));
        SteppedRuntime.ok(atlas.runtime
                .services()
                .deliveries()
                .retry(SteppedRuntime.ACTOR, dead.delivery().id()));
        atlas.settleEverything();
        assertThat(atlas.deliveries(endpoint).get(0).delivery().status()).isEqualTo(DeliveryStatus.DELIVERED);
    }

    @Test
    void withoutAnyoneToMakePartitionsInsertsStillWork() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        clock.advance(Duration.ofDays(60));
        atlas.publish(EVENT);
        atlas.settleEverything();
        days(1);

        assertThat(atlas.deliveries(endpoint)).hasSize(1);
    }
}
