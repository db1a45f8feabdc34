package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that takes nothing and throws. */
@DatabaseTest
class BrokenLogTest {
    private static final String EVENT = "{\"type\":\"deal.created\",\"data\":{}}";

    private final Logger root = Logger.getLogger("");
    private final Logger attempts = Logger.getLogger("atlas.attempts");
    private final Handler broken = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            throw new IllegalStateException("no room for a log");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private FaultyDatabase faulty;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        faulty = new FaultyDatabase(database.dataSource());
        atlas = new SteppedRuntime(faulty, clock, Map.of());
        attempts.setLevel(Level.FINE);
        root.addHandler(broken);
    }

    @AfterEach
    void stop() {
        root.removeHandler(broken);
        attempts.setLevel(null);
        atlas.close();
        receiver.close();
    }

    private EndpointId serialized() {
        return atlas.endpoint(
                new EndpointInput(receiver.url("/hook"), null, null, null, null, true, null, null, null, null));
    }

    private void areDelivered(EndpointId endpoint, int count) {
        assertThat(atlas.runtime.inFlight().count()).isZero();
        assertThat(atlas.deliveries(endpoint))
                .hasSize(count)
                .allSatisfy(view -> assertThat(view.delivery().status()).isEqualTo(DeliveryStatus.DELIVERED));
    }

    @Test
    void attemptsAreSettledAndWhatFollowsThemIsSent() {
        EndpointId endpoint = serialized();
        receiver.answersOnce(500, Map.of());
        for (int i = 0; i < 3; i++) {
            atlas.publish(EVENT);
        }
        atlas.settleEverything();
        clock.advance(Duration.ofSeconds(12));
        atlas.settleEverything();
        areDelivered(endpoint, 3);
        assertThat(receiver.received()).hasSize(4);
    }

    @Test
    void aResultThatCannotBeStoredCountsAsFailedAllTheSame() {
        EndpointId endpoint = serialized();
        atlas.publish(EVENT);
        faulty.fail("INSERT INTO atlas_attempt", 2, new SQLException("Data too long for column", "22001", 1406));
        atlas.settleEverything();
        clock.advance(Duration.ofSeconds(12));
        atlas.settleEverything();
        areDelivered(endpoint, 1);
        assertThat(receiver.received()).hasSize(2);
    }
}
