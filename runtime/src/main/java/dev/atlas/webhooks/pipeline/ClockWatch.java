package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.JdbcClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares this node's clock with the database's, as information only: leases and due times are the nodes' own, and a lease
 * is much longer than an attempt, so that nodes may differ by some seconds. What is more than that is reported.
 */
final class ClockWatch implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration TOLERATED = Duration.ofSeconds(5);

    private final Database database;
    private final InstantSource clock;
    private volatile Duration ahead = Duration.ZERO;

    ClockWatch(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Clocks drift slowly. */
    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofSeconds(30));
    }

    @Override
    public int runOnce() {
        long before = clock.millis();
        long there = database.read(JdbcClock::millis);
        long here = (before + clock.millis()) / 2;
        boolean wasTolerable = isTolerable();
        ahead = Duration.ofMillis(here - there);
        if (wasTolerable && !isTolerable()) {
            LOG.warn("{}", words());
        } else if (!wasTolerable && isTolerable()) {
            LOG.info("This node's clock agrees with the database's again");
        }
        return 0;
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
        return "this node's clock is %.1f s %s the database's; synchronise both (NTP): leases of nodes that differ by a minute overlap"
                .formatted(ahead.abs().toMillis() / 1000.0, ahead.isNegative() ? "behind" : "ahead of");
    }
}
