package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.JdbcClock;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the database's. Up to some seconds they may differ: leases are much longer than attempts.
 * Beyond that the difference is reported, and leases and retries go by the database's time on every node. Thread-safe.
 */
final class ClockWatch implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    /** Half of it is the error: a busy database, or a process that stood still, must not put the clock wrong. */
    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(1);

    private static final int TRIES = 5;

    /** Clocks drift slowly. */
    static final Duration LOOK = Duration.ofSeconds(30);

    private final Database database;
    private final SharedClock clock;
    private final Wait untilLook;
    private volatile Duration ahead = Duration.ZERO;

    ClockWatch(Database database, SharedClock clock) {
        this.database = database;
        this.clock = clock;
        this.untilLook = new Wait(clock.own());
    }

    /** A clock that was put is found out by itself; the database is asked then, and now and then. */
    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofMillis(100));
    }

    @Override
    public int runOnce() {
        if (untilLook.isOver() || clock.isInDoubt()) {
            look();
        }
        return 0;
    }

    /** Makes sure, before something is decided by the time, that the clock has not just been put. */
    void settle() {
        if (clock.isInDoubt()) {
            look();
        }
    }

    private synchronized void look() {
        for (int i = 0; i < TRIES; i++) {
            long before = clock.own().millis();
            long there = database.read(JdbcClock::millis);
            long after = clock.own().millis();
            if (after - before <= LONGEST_QUESTION.toMillis()) {
                differ(Duration.ofMillis((before + after) / 2 - there));
                untilLook.begin(LOOK);
                return;
            }
        }
        // The answers came too late to tell anything; what was found before holds.
    }

    private void differ(Duration found) {
        boolean wasTolerable = isTolerable();
        ahead = found;
        clock.putRight(isTolerable() ? Duration.ZERO : ahead);
        if (wasTolerable && !isTolerable()) {
            LOG.warn("{}", words());
        } else if (!wasTolerable && isTolerable()) {
            LOG.info("This node's clock agrees with the database's again");
        }
    }

    /** How far this node's clock is ahead of the database's. */
    Duration ahead() {
        return ahead;
    }

    /** What to tell people; empty when the clocks agree well enough. */
    Optional<String> warning() {
        return isTolerable() ? Optional.empty() : Optional.of(words());
    }

    private boolean isTolerable() {
        return ahead.abs().compareTo(TOLERATED) <= 0;
    }

    private String words() {
        return "this node's clock is %.1f s %s the database's; synchronise both (NTP): until then this node goes by the database's"
                .formatted(ahead.abs().toMillis() / 1000.0, ahead.isNegative() ? "behind" : "ahead of");
    }
}
