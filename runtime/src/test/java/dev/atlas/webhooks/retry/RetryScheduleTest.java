package dev.atlas.webhooks.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final RandomGenerator LEAST = () -> 0L;
    private static final RandomGenerator MOST = () -> -1L;

    /** The contract's, section 4. */
    private static final List<Duration> OFFSETS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(48));

    private final RetrySchedule schedule = new RetrySchedule(OFFSETS);

    private Duration offset(int attempts, Duration late, Duration retryAfter, RandomGenerator random) {
        Instant now = START.plus(late);
        return Duration.between(
                START, schedule.next(attempts, START, now, retryAfter, random).orElseThrow());
    }

    @Test
    void everyRetryComesAtItsOffsetFromTheFirstAttempt() {
        for (int attempts = 1; attempts <= OFFSETS.size(); attempts++) {
            assertThat(offset(attempts, Duration.ZERO, null, LEAST)).isEqualTo(OFFSETS.get(attempts - 1));
        }
    }

    @Test
    void jitterIsLaterOnlyByAtMostATenthOfTheGapAndNoneOnTheLast() {
        Duration before = Duration.ZERO;
        for (int attempts = 1; attempts < OFFSETS.size(); attempts++) {
            Duration offset = OFFSETS.get(attempts - 1);
            Duration latest = offset.plus(offset.minus(before).dividedBy(10));
            assertThat(offset(attempts, Duration.ZERO, null, MOST)).isBetween(latest.minusMillis(1), latest);
            Random random = new Random(attempts);
            for (int i = 0; i < 1_000; i++) {
                assertThat(offset(attempts, Duration.ZERO, null, random)).isBetween(offset, latest);
            }
            before = offset;
        }
        assertThat(offset(OFFSETS.size(), Duration.ZERO, null, MOST)).isEqualTo(OFFSETS.get(8));
    }

    @Test
    void theTenthFailureHasNoRetry() {
        assertThat(schedule.next(OFFSETS.size() + 1, START, START, Duration.ofDays(9), LEAST))
                .isEmpty();
    }

    @Test
    void aLateFailureIsRetriedAtOnceAndTheScheduleDoesNotStretch() {
        assertThat(offset(2, Duration.ofMinutes(7), null, LEAST)).isEqualTo(Duration.ofMinutes(7));
        assertThat(offset(3, Duration.ofMinutes(7), null, LEAST)).isEqualTo(Duration.ofMinutes(7));
        assertThat(offset(5, Duration.ofMinutes(7), null, LEAST)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void retryAfterIsHonouredUpToTheFollowingOffsetAndNeverMakesARetryEarlier() {
        assertThat(offset(1, Duration.ofSeconds(1), Duration.ofSeconds(20), LEAST))
                .isEqualTo(Duration.ofSeconds(21));
        assertThat(offset(1, Duration.ofSeconds(1), Duration.ofDays(1), LEAST)).isEqualTo(Duration.ofSeconds(30));
        assertThat(offset(4, Duration.ofMinutes(1), Duration.ofSeconds(1), LEAST))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(offset(9, Duration.ofHours(24), Duration.ofDays(9), LEAST))
                .as("nothing follows the last")
                .isEqualTo(OFFSETS.get(8));
    }
}
