package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** How a node finds out how far its clock is ahead. */
@DatabaseTest
class ClockWatchTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private final AtomicReference<Duration> step = new AtomicReference<>(Duration.ofSeconds(20));
    private final AtomicReference<Instant> now = new AtomicReference<>(LONG_AGO);
    private final InstantSource own = () -> now.updateAndGet(time -> time.plus(step.get()));

    @Test
    void anAnswerThatCameTooLateTellsNothing(TestDatabase database) {
        SharedClock clock = new SharedClock(own);
        ClockWatch watch = new ClockWatch(new Database(database.dataSource()), clock);
        watch.runOnce();
        assertThat(watch.ahead()).as("each question took 20 s").isZero();
        assertThat(clock.instant()).isBefore(LONG_AGO.plus(Duration.ofDays(1)));

        step.set(Duration.ofMillis(1));
        watch.runOnce();
        assertThat(watch.ahead()).isNegative();
        assertThat(clock.instant()).isAfter(LONG_AGO.plus(Duration.ofDays(1000)));
        assertThat(watch.warning())
                .hasValueSatisfying(words -> assertThat(words).contains("behind"));
    }
}
