package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.embedded.DatabaseTest;
import dev.atlas.webhooks.embedded.TestDatabase;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.stats.Counts;
import dev.atlas.webhooks.stats.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers that settlements write, as they are read. */
@DatabaseTest
class StatsTest {
    private static final String DEAL = "{\"type\":\"deal.created\",\"data\":{}}";
    private static final String TASK = "{\"type\":\"task.created\",\"data\":{}}";

    private final TestClock clock = new TestClock();
    private TestReceiver receiver;
    private SteppedRuntime atlas;

    @BeforeEach
    void start(TestDatabase database) throws IOException {
        receiver = new TestReceiver();
        atlas = new SteppedRuntime(database, clock, Map.of("atlas.retry.offsets", "1s"));
    }

    @AfterEach
    void stop() {
        atlas.close();
        receiver.close();
    }

    private StatsView read(EndpointId endpoint, Window window) {
        return SteppedRuntime.ok(atlas.runtime.services().stats().read(SteppedRuntime.WORKSPACE, endpoint, window));
    }

    private void publish(String event) {
        atlas.publish(event);
        atlas.settleEverything();
    }

    @Test
    void attemptsAreCountedByEndpointAndTypeAndMinute() {
        EndpointId first = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        atlas.endpoint(SteppedRuntime.to(receiver.url("/b")));
        publish(DEAL);
        clock.advance(Duration.ofMinutes(3));
        publish(TASK);
        publish(TASK);

        StatsView one = read(first, Window.HOUR);
        assertThat(one.total().attempts()).isEqualTo(3);
        assertThat(one.total().successRate()).isEqualTo(1.0);
        assertThat(one.total().latencies().count()).isEqualTo(3);
        assertThat(one.byType()).containsOnlyKeys("deal.created", "task.created");
        assertThat(one.series()).hasSize(60);
        assertThat(one.series().get(59).counts().delivered()).isEqualTo(2);
        assertThat(one.series().get(56).counts().delivered()).isEqualTo(1);
        assertThat(read(null, Window.DAY).total().attempts()).isEqualTo(6);
        assertThat(read(null, Window.DAY).series()).hasSize(96);
    }

    @Test
    void failuresDeathsAndTheBacklogAreCounted() {
        receiver.answers(500);
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        publish(DEAL);
        assertThat(read(endpoint, Window.HOUR).backlog().pending()).isEqualTo(1);
        assertThat(read(endpoint, Window.HOUR).backlog().dueSince()).isNull();
        clock.advance(Duration.ofSeconds(2));
        assertThat(read(endpoint, Window.HOUR).backlog().dueSince()).isNotNull();
        atlas.settleEverything();
        publish(DEAL);

        StatsView stats = read(endpoint, Window.HOUR);
        assertThat(stats.total())
                .extracting(Counts::attempts, Counts::failed, Counts::dead, Counts::successRate)
                .containsExactly(2L, 2L, 1L, 0.0);
        assertThat(stats.backlog()).isEqualTo(new StatsView.Backlog(0, 1, null));
    }

    @Test
    void longWindowsAreReadFromHoursAndShowTheSame() {
        EndpointId endpoint = atlas.endpoint(SteppedRuntime.to(receiver.url("/a")));
        for (int hour = 0; hour < 5; hour++) {
            publish(DEAL);
            clock.advance(Duration.ofHours(1));
            atlas.runtime.rollUp().runOnce();
            clock.advance(Duration.ofMinutes(5));
            atlas.runtime.rollUp().runOnce();
        }
        publish(TASK);

        StatsView week = read(endpoint, Window.WEEK);
        assertThat(week.total().attempts()).isEqualTo(6);
        assertThat(week.series()).hasSize(84);
        assertThat(read(null, Window.MONTH).total().attempts()).isEqualTo(6);
        assertThat(week.total().latencies())
                .isEqualTo(read(endpoint, Window.DAY).total().latencies());
    }
}
