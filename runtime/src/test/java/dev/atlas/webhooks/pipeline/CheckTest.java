package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the background check finds and what readiness says of it. */
@DatabaseTest
class CheckTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestDatabase database;
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of("atlas.retry.offsets", "1s"));
        atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    @Test
    void whereAllIsWellNothingIsFound() {
        atlas.publish(EVENT);
        atlas.settleEverything();
        clock.advance(Duration.ofHours(1));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(atlas.runtime.health().isReady()).isTrue();
    }

    @Test
    void eventsThatNobodyRoutesAreFound() {
        atlas.publish(EVENT);
        clock.advance(Duration.ofMinutes(6));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("1 event has been in the outbox", "atlas.workers.enabled");
        atlas.settleEverything();
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void outboxRowsThatWereNoEventsAreToldOfForADayAndKeptAsLongAsEvents() throws SQLException {
        database.execute("INSERT INTO atlas_outbox (workspace_id, payload) VALUES (1024, '[]'), (1024, 'no JSON')");
        atlas.settleEverything();
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("2 outbox rows of the last day were no event", "atlas_outbox_rejected");
        assertThat(atlas.runtime.health().isReady()).isTrue();

        clock.advance(Duration.ofHours(25));
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
        assertThat(atlas.runtime.cleanUp().runOnce()).isZero();
        clock.advance(Duration.ofDays(90));
        assertThat(atlas.runtime.cleanUp().runOnce()).isEqualTo(2);
    }

    @Test
    void aNodeWithoutWorkersTellsThatNobodyRoutes() throws SQLException {
        database.execute(
                """
                INSERT INTO atlas_outbox (workspace_id, id, payload, published_at)
                VALUES (1024, 1, '{}', 1000 * (UNIX_TIMESTAMP() - 1200))""");
        try (SteppedRuntime pagesOnly = new SteppedRuntime(database, clock, Map.of("atlas.workers.enabled", "false"))) {
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (pagesOnly.runtime.health().notices().size() < 2) {
                assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
                Thread.onSpinWait();
            }
            assertThat(pagesOnly.runtime.health().notices())
                    .anySatisfy(notice ->
                            assertThat(notice).contains("1 event has been in the outbox", "atlas.workers.enabled"))
                    .anySatisfy(notice -> assertThat(notice).contains("this node's clock is"));
            assertThat(pagesOnly.runtime.health().isReady()).isTrue();
        }
    }

    @Test
    void aNodeWithoutWorkersTellsThatItsLeaseCannotBeRenewed() throws SQLException {
        database.execute("RENAME TABLE atlas_node TO atlas_node_away, atlas_outbox TO atlas_outbox_away");
        assertThat(atlas.runtime.health().isReady())
                .as("its workers have not begun")
                .isTrue();
        atlas.runtime.begin();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (atlas.runtime.health().problems().size() < 2) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            Thread.onSpinWait();
        }
        assertThat(atlas.runtime.health().problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("worker NodeLease fails"))
                .anySatisfy(problem -> assertThat(problem).startsWith("worker CheckWorker fails"));
        database.execute("RENAME TABLE atlas_node_away TO atlas_node, atlas_outbox_away TO atlas_outbox");
    }

    @Test
    void workThatNobodyDoesIsFound() {
        receiver.answers(500);
        atlas.publish(EVENT);
        atlas.settleEverything();
        clock.advance(Duration.ofMinutes(10));
        atlas.runtime.check().runOnce();

        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("1 delivery has been due for more than 5 minutes", "start more nodes");
        assertThat(atlas.runtime.health().lag()).isGreaterThan(Duration.ofMinutes(9));
    }

    @Test
    void unfinishedDeliveriesWithoutAnEventAreFoundHoweverLongTheQueueIs() throws SQLException {
        queue("'held'", "(SELECT MIN(event_id) FROM atlas_event)", 1, JdbcOrphans.STRETCH + 500);
        queue("'held'", "7", JdbcOrphans.STRETCH + 501, 2);
        clock.advance(Duration.ofMinutes(6));
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).as("the first stretch").isEmpty();
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices())
                .containsExactly("2 unfinished deliveries have no stored event; report this as a fault");
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices())
                .as("until the next round is over")
                .hasSize(1);

        database.execute("DELETE FROM atlas_queue WHERE event_id = 7");
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    @Test
    void waitingDeliveriesOfAnEndpointThatNobodyLooksAfterAreFound() throws SQLException {
        queue("'waiting'", "(SELECT MIN(event_id) FROM atlas_event)", 1, 3);
        database.execute("DELETE FROM atlas_backlog");
        clock.advance(Duration.ofMinutes(6));
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices())
                .containsExactly(
                        "3 deliveries wait behind others of an endpoint that nobody looks after; report this as a fault");

        database.execute("INSERT INTO atlas_backlog SELECT DISTINCT workspace_id, endpoint_id FROM atlas_queue");
        atlas.runtime.check().runOnce();
        assertThat(atlas.runtime.health().notices()).isEmpty();
    }

    /** Puts deliveries into the queue, of events that are there or not. */
    private void queue(String status, String event, int first, int count) throws SQLException {
        if (first == 1) {
            atlas.publish(EVENT);
            atlas.settleEverything();
        }
        StringBuilder rows = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            rows.append(i == first ? "" : ",")
                    .append("(1024, %d, 1, %s, 'deal.created', %d, 1, %s, %d)"
                            .formatted(i, event, i + 1, status, clock.millis()));
        }
        database.execute(
                """
                INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                    filter_version, status, created_at) VALUES
                """
                        + rows);
    }
}
