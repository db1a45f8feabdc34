package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.JdbcClock;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clock that jumps, a node's or the database's, makes no node take what another is about to send. */
@DatabaseTest
class ClockJumpTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private TestDatabase database;
    private TestReceiver receiver;
    private TestClock firstClock;
    private TestClock secondClock;
    private SteppedRuntime first;
    private SteppedRuntime second;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        this.database = database;
        Instant now = Instant.ofEpochMilli(new Database(database.dataSource()).read(JdbcClock::millis));
        receiver = new TestReceiver();
        firstClock = new TestClock(now);
        secondClock = new TestClock(now);
        first = new SteppedRuntime(database, firstClock, Map.of());
        second = new SteppedRuntime(database, secondClock, Map.of());
        first.runtime.clockWatch().runOnce();
        second.runtime.clockWatch().runOnce();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        receiver.close();
    }

    private EndpointId claimed() {
        EndpointId endpoint = first.endpoint(to(receiver.url("/hook")));
        first.publish(EVENT);
        first.runtime.path().route().runOnce(); // claimed and sent, not settled yet
        receiver.awaitRequests(1);
        return endpoint;
    }

    private void isSettledByTheFirst(EndpointId endpoint) {
        first.settleEverything();
        assertThat(receiver.received()).hasSize(1);
        assertThat(first.deliveries(endpoint))
                .singleElement()
                .satisfies(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void aNodeWhoseClockIsPutForwardAsksTheDatabaseBeforeItTakesAnything() {
        EndpointId endpoint = claimed();
        secondClock.put(Duration.ofHours(1));
        second.settleEverything();

        assertThat(second.runtime.clockWatch().ahead()).isGreaterThan(Duration.ofMinutes(59));
        assertThat(second.runtime.health().notices()).singleElement().asString().contains("ahead of");
        isSettledByTheFirst(endpoint);
    }

    @Test
    void aNodeWhoseClockIsPutForwardWaitsForNoTurnToNoticeIt() {
        secondClock.put(Duration.ofHours(1));
        second.runtime.clockWatch().runOnce();
        assertThat(second.runtime.clockWatch().ahead()).isGreaterThan(Duration.ofMinutes(59));
        secondClock.put(Duration.ofHours(-1));
        second.runtime.clockWatch().runOnce();
        assertThat(second.runtime.clockWatch().warning()).isEmpty();
    }

    @Test
    void aNodeWhoseClockIsPutBackGivesLeasesByTheDatabasesTime() {
        firstClock.put(Duration.ofHours(-1));
        EndpointId endpoint = claimed();
        second.settleEverything();
        isSettledByTheFirst(endpoint);
    }

    /** For both nodes the database's clock is an hour further on; the second notices first. */
    @Test
    void afterTheDatabasesClockWasPutForwardLeasesOfOthersHoldUntilTheyHaveNoticed() {
        firstClock.advance(Duration.ofHours(-1));
        secondClock.advance(Duration.ofHours(-1));
        EndpointId endpoint = claimed();
        secondClock.advance(Duration.ofSeconds(31));
        second.runtime.clockWatch().runOnce();
        assertThat(second.runtime.health().notices()).singleElement().asString().contains("behind");
        second.settleEverything();
        isSettledByTheFirst(endpoint);

        first.publish(EVENT);
        first.runtime.path().route().runOnce(); // and dies
        receiver.awaitRequests(2);
        secondClock.advance(Duration.ofMinutes(3));
        second.runtime.clockWatch().runOnce();
        secondClock.advance(Duration.ofSeconds(1));
        second.settleEverything();
        assertThat(receiver.received()).as("taken over").hasSize(3);
    }

    @Test
    void aNodeWhoseClockIsFarAheadTakesNoNumberThatIsInUse() {
        SteppedRuntime third = new SteppedRuntime(
                database,
                new TestClock(firstClock.instant().plus(Duration.ofDays(1))),
                Map.of("atlas.workers.enabled", "false"));
        try (third) {
            int numbers = new Database(database.dataSource()).read(tx -> tx.select("SELECT COUNT(*) FROM atlas_node")
                    .mapTo(Integer.class)
                    .one());
            assertThat(numbers).isEqualTo(3);
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("who renews them, also on nodes of pages and API alone")
                    .extracting(Thread::getName)
                    .contains("atlas-NodeLease");
        }
    }
}
