package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The time by which all nodes measure leases and retries: that of this host, put right while it differs from the
 * database's by more than is tolerated. Thread-safe.
 */
final class SharedClock implements InstantSource {
    private final InstantSource own;
    private volatile Duration ahead = Duration.ZERO;

    SharedClock(InstantSource own) {
        this.own = own;
    }

    /** This host's time, as it is. */
    InstantSource own() {
        return own;
    }

    /** From now on this host's clock is known to be ahead by that; zero to go by it as it is. */
    void putRight(Duration hostIsAhead) {
        ahead = hostIsAhead;
    }

    @Override
    public Instant instant() {
        return own.instant().minus(ahead);
    }
}
