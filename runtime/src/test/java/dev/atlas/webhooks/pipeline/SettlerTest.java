package dev.atlas.webhooks.pipeline;

import static dev.atlas.webhooks.pipeline.SteppedRuntime.to;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one attempt's settlement meets harms no other's. */
@DatabaseTest
class SettlerTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final SQLException tooLong = new SQLException("Data too long for column", "22001", 1406);
    private final TestClock clock = new TestClock();
    private TestReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new TestReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static void settleUntilItFails(SteppedRuntime atlas) {
        assertThatThrownBy(() -> {
                    while (true) {
                        atlas.runtime.path().settle().runOnce();
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void anErrorMidwayLosesNoneOfThoseThatWereSettledOneByOne(TestDatabase database) {
        FaultyDatabase faulty = new FaultyDatabase(database.dataSource());
        try (SteppedRuntime atlas = new SteppedRuntime(faulty, clock, Map.of())) {
            EndpointId endpoint = atlas.endpoint(to(receiver.url("/hook")));
            atlas.publish(EVENT);
            atlas.publish(EVENT);
            atlas.runtime.path().route().runOnce();
            receiver.awaitRequests(2);
            faulty.fail("INSERT INTO atlas_attempt", 1, tooLong); // all together
            failWithoutMemory(faulty);
            settleUntilItFails(atlas);
            atlas.settleEverything();

            assertThat(receiver.received()).hasSize(2);
            areDelivered(atlas, endpoint, 2);
        }
    }

    @Test
    void anEndpointWhoseRowIsLockedForLongKeepsNoOtherBack(TestDatabase database) throws SQLException {
        String impatient = database.jdbcUrl() + "&sessionVariables=innodb_lock_wait_timeout=1";
        try (SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of("atlas.db.url", impatient));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            EndpointId locked = atlas.endpoint(serialized("/locked"));
            EndpointId free = atlas.endpoint(serialized("/free"));
            for (int i = 0; i < 3; i++) {
                atlas.publish(EVENT);
            }
            atlas.runtime.path().route().runOnce();
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM atlas_endpoint_sequence WHERE workspace_id = "
                    + locked.workspace().value() + " AND endpoint_id = " + locked.value() + " FOR UPDATE");
            settleUntil(
                    atlas,
                    () -> count(atlas, free) == 3
                            && !atlas.runtime.health().notices().isEmpty());

            assertThat(sequencesOf("/locked")).containsExactly("1");
            assertThat(atlas.runtime.inFlight().count()).isEqualTo(1);
            assertThat(atlas.runtime.health().notices())
                    .singleElement()
                    .asString()
                    .contains(locked.toString(), "locked", "SHOW PROCESSLIST");

            clock.advance(Duration.ofSeconds(31));
            atlas.runtime.path().settle().runOnce(); // in vain
            other.rollback();
            clock.advance(Duration.ofSeconds(31));
            atlas.settleEverything();
            areDelivered(atlas, locked, 3);
            assertThat(sequencesOf("/locked")).containsExactly("1", "2", "3");
            assertThat(sequencesOf("/free")).containsExactly("1", "2", "3");
            assertThat(atlas.runtime.health().notices()).isEmpty();
        }
    }

    @Test
    void manyWhoseRowsAreLockedForLongLetNobodyBeToldOfOthers(TestDatabase database) throws SQLException {
        String impatient = database.jdbcUrl() + "&sessionVariables=innodb_lock_wait_timeout=1";
        try (SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of("atlas.db.url", impatient));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            List<EndpointId> locked = Stream.generate(() -> atlas.endpoint(serialized("/locked")))
                    .limit(4)
                    .toList();
            EndpointId free = atlas.endpoint(serialized("/free"));
            atlas.publish(EVENT);
            atlas.runtime.path().route().runOnce();
            receiver.awaitRequests(5);
            other.setAutoCommit(false);
            for (EndpointId each : locked) {
                statement.execute("SELECT * FROM atlas_endpoint_sequence WHERE workspace_id = "
                        + each.workspace().value() + " AND endpoint_id = " + each.value() + " FOR UPDATE");
            }
            settleUntil(atlas, () -> {
                assertThat(atlas.runtime.health().notices())
                        .noneSatisfy(notice -> assertThat(notice).contains(free.toString()));
                return count(atlas, free) == 1;
            });
            settleUntil(atlas, () -> atlas.runtime.health().notices().size() == 4);
            other.rollback();
        }
    }

    @Test
    void whatWaitsForOthersIsSentWhileAnEndpointsRowIsLocked(TestDatabase database) throws SQLException {
        String impatient = database.jdbcUrl() + "&sessionVariables=innodb_lock_wait_timeout=1";
        try (SteppedRuntime atlas = new SteppedRuntime(database, clock, Map.of("atlas.db.url", impatient));
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            EndpointId locked = atlas.endpoint(to(receiver.url("/locked")));
            EndpointId free = atlas.endpoint(to(receiver.url("/free")));
            for (int i = 0; i < 6; i++) {
                atlas.publish(EVENT); // more than a new endpoint gets at once
            }
            atlas.runtime.path().route().runOnce();
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM atlas_endpoint_sequence WHERE workspace_id = "
                    + locked.workspace().value() + " AND endpoint_id = " + locked.value() + " FOR UPDATE");
            settleUntil(atlas, () -> {
                atlas.runtime.path().deliver().runOnce();
                return count(atlas, free) == 6;
            });
            assertThat(count(atlas, locked)).isLessThan(6);
            toldOfWaiting(atlas, locked);
            clock.advance(Duration.ofSeconds(21));
            List<Place> all = Stream.generate(() ->
                            atlas.runtime.inFlight().take(locked, null, false).place())
                    .takeWhile(Objects::nonNull)
                    .toList();
            atlas.runtime.path().deliver().runOnce(); // for others alone
            toldOfWaiting(atlas, locked);

            all.forEach(place -> atlas.runtime.inFlight().release(place, null));
            other.rollback();
            clock.advance(Duration.ofSeconds(31));
            atlas.settleEverything();
            areDelivered(atlas, locked, 6);
            assertThat(atlas.runtime.health().notices()).isEmpty();
        }
    }

    private static void toldOfWaiting(SteppedRuntime atlas, EndpointId locked) {
        assertThat(atlas.runtime.health().notices())
                .singleElement()
                .asString()
                .contains("sending what waits", "1 endpoint ", locked.toString(), "SHOW PROCESSLIST");
    }

    private EndpointInput serialized(String path) {
        return new EndpointInput(receiver.url(path), null, null, null, null, true, null, null, null, null);
    }

    private List<String> sequencesOf(String path) {
        return receiver.received().stream()
                .filter(got -> got.path().equals(path))
                .map(got -> got.header("Atlas-Sequence"))
                .toList();
    }

    private static long count(SteppedRuntime atlas, EndpointId endpoint) {
        return atlas.deliveries(endpoint).stream()
                .filter(view -> view.delivery().status() == DeliveryStatus.DELIVERED)
                .count();
    }

    private static void settleUntil(SteppedRuntime atlas, BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting").isLessThan(deadline);
            atlas.runtime.path().settle().runOnce();
        }
    }

    /** The next settlement finds no memory. */
    private static void failWithoutMemory(FaultyDatabase faulty) {
        faulty.before("INSERT INTO atlas_attempt", () -> {
            throw new OutOfMemoryError("for a test");
        });
    }

    private static void areDelivered(SteppedRuntime atlas, EndpointId endpoint, int count) {
        assertThat(atlas.runtime.inFlight().count()).isZero();
        assertThat(atlas.deliveries(endpoint))
                .hasSize(count)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }
}
