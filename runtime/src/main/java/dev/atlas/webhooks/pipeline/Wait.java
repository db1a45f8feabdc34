package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A time to wait before something is done again. When the clock was put back, it is over: else it would last by as much
 * longer. One thread at a time.
 */
final class Wait {
    private final InstantSource clock;
    private Instant since = Instant.EPOCH;
    private Duration length = Duration.ZERO;

    /** One that is over. */
    Wait(InstantSource clock) {
        this.clock = clock;
    }

    /** It lasts so long from now on. */
    void begin(Duration newLength) {
        since = clock.instant();
        length = newLength;
    }

    boolean isOver() {
        Duration waited = Duration.between(since, clock.instant());
        return waited.isNegative() || waited.compareTo(length) >= 0;
    }
}
