package dev.atlas.webhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Trace;
import dev.atlas.webhooks.event.NewEvent;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Lease;
import dev.atlas.webhooks.queue.LeasedDelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FinishedAttemptsTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId(WorkspaceId.STEP);
    private static final EndpointId ENDPOINT = new EndpointId(WORKSPACE, 1);
    private static final EndpointId OTHER = new EndpointId(WORKSPACE, 2);
    private static final int LIMIT = 500;

    private final TestClock clock = new TestClock();
    private final FinishedAttempts finished = new FinishedAttempts(clock);
    private long lastId;

    private FinishedAttempt attempt(int status) {
        lastId++;
        StoredEvent event = new StoredEvent(
                new EventId(WORKSPACE, lastId),
                clock.instant(),
                new NewEvent(null, "deal.created", clock.instant().getEpochSecond(), List.of(), "{}", null));
        Delivery delivery = new Delivery(
                new DeliveryId(WORKSPACE, lastId),
                ENDPOINT,
                event.id(),
                "deal.created",
                lastId,
                1,
                DeliveryStatus.PENDING,
                Delivery.Schedule.FRESH,
                clock.instant(),
                null);
        Trace trace = new Trace(clock.instant(), new PhaseTimings(null, null, null, null, Duration.ZERO), null);
        return new FinishedAttempt(
                new LeasedDelivery(delivery, Lease.FREE.next(1), event),
                new Place(ENDPOINT, clock.millis(), Place.Room.QUICK, false),
                List.of(),
                new AttemptResult.Responded(trace, status, List.of(), new byte[0], false));
    }

    private void end(int times, int status) {
        for (int i = 0; i < times; i++) {
            finished.add(attempt(status));
        }
    }

    /** How many succeeded and how many failed of those that are taken next. */
    private List<Long> take() {
        List<FinishedAttempt> taken = finished.take(LIMIT);
        long failed = taken.stream()
                .filter(attempt -> ((AttemptResult.Responded) attempt.result()).status() == 503)
                .count();
        return List.of(taken.size() - failed, failed);
    }

    @Test
    void whileFewSucceedAFailureIsSettledAtOnce() {
        end(10, 200);
        end(1, 503);
        assertThat(take()).containsExactly(10L, 1L);

        end(10, 200);
        end(1, 503);
        assertThat(take()).containsExactly(10L, 1L);
    }

    @Test
    void whileManySucceedFailuresGatherAndThenGoFirst() {
        end(100, 200);
        end(1, 503);
        assertThat(take()).as("the first after a while without any").containsExactly(100L, 1L);
        end(2, 503);
        for (int i = 0; i < 4; i++) {
            end(100, 200);
            assertThat(take()).containsExactly(100L, 0L);
            clock.advance(Duration.ofMillis(50));
        }

        clock.advance(Duration.ofMillis(1));
        end(600, 200);
        end(1, 503);
        assertThat(take()).as("after a fifth of a second").containsExactly(497L, 3L);
    }

    @Test
    void manyFailuresDoNotWaitAndLeaveHalfOfABatchToWhatSucceeded() {
        take();
        end(249, 503);
        end(500, 200);
        assertThat(take()).as("not yet many").containsExactly(500L, 0L);
        end(751, 503);
        end(500, 200);

        assertThat(take()).containsExactly(250L, 250L);
        assertThat(take()).containsExactly(250L, 250L);
        assertThat(take()).as("no more successes").containsExactly(0L, 500L);
    }

    @Test
    void failuresFollowAtOnceWhenNothingElseIsLeft() {
        take();
        end(100, 200);
        end(3, 503);

        assertThat(take()).containsExactly(100L, 0L);
        assertThat(take()).containsExactly(0L, 3L);
        assertThat(take()).containsExactly(0L, 0L);
    }

    @Test
    void whatWasSetAsideWaitsForAWhileAndAtTheEndOnlyForOthers() {
        finished.setAside(OTHER, List.of(attempt(200)));
        end(1, 503);
        assertThat(take()).containsExactly(0L, 1L);
        assertThat(take()).containsExactly(0L, 0L);

        finished.end();
        end(1, 503);
        assertThat(take()).containsExactly(0L, 1L);
        assertThat(take()).containsExactly(1L, 0L);
        assertThat(take()).containsExactly(0L, 0L);
    }

    @Test
    void whatCouldNotBeSettledIsTakenAgainAndKnownUntilItIs() {
        end(1, 503);
        List<FinishedAttempt> taken = finished.take(LIMIT);
        DeliveryId delivery = taken.get(0).leased().delivery().id();
        finished.putBack(taken);
        assertThat(finished.has(delivery)).isTrue();

        assertThat(finished.take(LIMIT)).isEqualTo(taken);
        finished.settled(taken);
        assertThat(finished.has(delivery)).isFalse();
    }
}
