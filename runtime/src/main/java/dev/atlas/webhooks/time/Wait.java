package dev.atlas.webhooks.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A time to wait before something is done again. When the clock was put back, it is over: else it would last by as much
 * longer. Thread-safe.
 */
public final class Wait {
    private final InstantSource clock;
    private Instant since = Instant.EPOCH;
    private Duration length = Duration.ZERO;

    /** One that is over. */
    public Wait(InstantSource clock) {
        this.clock = clock;
    }

    /** It lasts so long from now on. */
    public synchronized void begin(Duration newLength) {
        since = clock.instant();
        length = newLength;
    }

    /** Whether the time has passed, or was never begun. */
    public synchronized boolean isOver() {
        Duration waited = Duration.between(since, clock.instant());
        return waited.isNegative() || waited.compareTo(length) >= 0;
    }
}
