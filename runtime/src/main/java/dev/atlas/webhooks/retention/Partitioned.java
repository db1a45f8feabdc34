package dev.atlas.webhooks.retention;

import dev.atlas.webhooks.identity.IdSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A table that is partitioned by the time in one of its columns.
 *
 * @param unit what the column holds
 * @param width the time that one partition is for
 * @param kept for how long after its end a partition stays
 */
record Partitioned(String table, Unit unit, Duration width, Duration kept) {
    /** What stands in the column by which a table is partitioned. */
    enum Unit {
        /** A time-ordered id. */
        ID,
        MILLIS,
        MINUTES,
        HOURS;

        /** The column's value at a time. */
        long at(Instant time) {
            return switch (this) {
                case ID -> IdSource.lowestAt(time);
                case MILLIS -> time.toEpochMilli();
                case MINUTES -> time.getEpochSecond() / 60;
                case HOURS -> time.getEpochSecond() / 3600;
            };
        }
    }

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    /** An audit log is asked about what happened last spring. */
    private static final Duration AUDIT = Duration.ofDays(365);

    /**
     * All such tables, those first that others are joined to.
     *
     * @param retention how long finished deliveries are kept
     * @param lastRetry how much older than its delivery's end an event and an attempt can be
     */
    static List<Partitioned> all(Duration retention, Duration lastRetry) {
        Duration withRetries = retention.plus(lastRetry).plus(DAY);
        return List.of(
                new Partitioned("atlas_event", Unit.ID, DAY, withRetries),
                new Partitioned("atlas_attempt", Unit.ID, DAY, withRetries),
                new Partitioned("atlas_delivery", Unit.MILLIS, DAY, retention),
                new Partitioned("atlas_alert", Unit.ID, DAY, retention),
                new Partitioned("atlas_audit", Unit.ID, MONTH, retention.compareTo(AUDIT) > 0 ? retention : AUDIT),
                new Partitioned("atlas_stats_minute", Unit.MINUTES, DAY, DAY.multipliedBy(2)),
                new Partitioned("atlas_stats_hour", Unit.HOURS, DAY, DAY.multipliedBy(31)));
    }

    /** The end of the partition that a time is in. */
    Instant endAfter(Instant time) {
        long width = this.width.toSeconds();
        return Instant.ofEpochSecond((Math.floorDiv(time.getEpochSecond(), width) + 1) * width);
    }
}
