package dev.atlas.webhooks.retry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When failed deliveries are tried again: at offsets from the first attempt, so that a slow endpoint does not stretch the
 * 48 hours.
 *
 * @param offsets from the first attempt to each retry, growing
 */
public record RetrySchedule(List<Duration> offsets) {
    private static final double JITTER = 0.10;

    public RetrySchedule {
        offsets = List.copyOf(offsets);
    }

    /**
     * The time of the next attempt.
     *
     * @param attempts how many attempts of this schedule failed, at least 1
     * @param start when the first one began
     * @param retryAfter how long the endpoint asked to be left alone; honoured up to the following offset
     * @param random spreads retries by up to 10 % of the gap, later only, the last one not at all
     * @return empty when the schedule is used up
     */
    public Optional<Instant> next(
            int attempts, Instant start, Instant now, @Nullable Duration retryAfter, RandomGenerator random) {
        if (attempts > offsets.size()) {
            return Optional.empty();
        }
        int index = attempts - 1;
        boolean last = attempts == offsets.size();
        Duration offset = offsets.get(index);
        Instant next = start.plus(offset);
        if (!last) {
            Duration gap = index == 0 ? offset : offset.minus(offsets.get(index - 1));
            next = next.plusMillis((long) (gap.toMillis() * JITTER * random.nextDouble()));
        }
        if (retryAfter != null) {
            Instant asked = now.plus(retryAfter);
            Instant latest = last ? next : start.plus(offsets.get(index + 1));
            Instant granted = asked.isBefore(latest) ? asked : latest;
            next = granted.isAfter(next) ? granted : next;
        }
        return Optional.of(next.isBefore(now) ? now : next);
    }
}
