package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time by which all nodes measure leases and retries: that of this host, put right while it differs from the
 * database's by more than is tolerated. Thread-safe.
 *
 * <p>A clock that is put is found out by the counter of nanoseconds, which nobody can put: until the database was asked, the
 * time is in doubt. When this time jumps ahead because the database's has, other nodes have not noticed yet, and their
 * leases must not be taken for ended.
 */
final class SharedClock implements InstantSource {
    private static final Duration DOUBTFUL = Duration.ofSeconds(2);
    private static final Duration JUMP = Duration.ofSeconds(5);

    private final InstantSource own;
    private final LongSupplier nanoTime;
    private volatile Look last;

    /**
     * The last look at the database's clock.
     *
     * @param ahead what this host's clock was ahead by, if that was more than is tolerated
     * @param jumpedAt when the time has jumped ahead, in nanoseconds, whatever look that was; null for never
     */
    private record Look(Instant own, long nanos, Duration ahead, boolean first, @Nullable Long jumpedAt) {}

    /** A clock that is never put. */
    SharedClock(InstantSource own) {
        this(own, () -> own.millis() * 1_000_000);
    }

    /** @param nanoTime as {@link System#nanoTime} */
    SharedClock(InstantSource own, LongSupplier nanoTime) {
        this.own = own;
        this.nanoTime = nanoTime;
        this.last = new Look(own.instant(), nanoTime.getAsLong(), Duration.ZERO, true, null);
    }

    /** This host's time, as it is. */
    InstantSource own() {
        return own;
    }

    /** From now on this host's clock is known to be ahead by that; zero to go by it as it is. */
    void putRight(Duration hostIsAhead) {
        Look before = last;
        Instant ownNow = own.instant();
        long nanos = nanoTime.getAsLong();
        Instant expected = before.own().minus(before.ahead()).plusNanos(nanos - before.nanos());
        boolean jumps = !before.first()
                && Duration.between(expected, ownNow.minus(hostIsAhead)).compareTo(JUMP) > 0;
        last = new Look(ownNow, nanos, hostIsAhead, false, jumps ? (Long) nanos : before.jumpedAt());
    }

    /** Whether this host's clock seems to have been put since the last look. */
    boolean isInDoubt() {
        Look look = last;
        Duration told = Duration.between(look.own(), own.instant());
        return told.minusNanos(nanoTime.getAsLong() - look.nanos()).abs().compareTo(DOUBTFUL) > 0;
    }

    /** Whether the time has gone on evenly for so long that other nodes go by the same, or is not known to have jumped. */
    boolean isEvenFor(Duration length) {
        Long jumpedAt = last.jumpedAt();
        return !isInDoubt() && (jumpedAt == null || nanoTime.getAsLong() - jumpedAt > length.toNanos());
    }

    @Override
    public Instant instant() {
        return own.instant().minus(last.ahead());
    }
}
