package dev.atlas.webhooks.retention;

import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.retention.JdbcPartitions.Partition;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes partitions for the days to come and drops those whose time is over. What an unfinished delivery or a dead letter
 * needs is never dropped: unfinished deliveries are in a table of their own, and their events are kept aside first.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** So many partitions are there ahead of time. */
    private static final int AHEAD = 7;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'p'uuuuMMdd").withZone(ZoneOffset.UTC);

    private final Database database;
    private final List<Partitioned> tables;

    /**
     * @param retention how long finished deliveries are kept
     * @param lastRetry how long after its first attempt a delivery is attempted for the last time
     */
    public Retention(Database database, Duration retention, Duration lastRetry) {
        this.database = database;
        this.tables = Partitioned.all(retention, lastRetry);
    }

    /**
     * What was done.
     *
     * @param changed how many partitions were made or dropped
     * @param complete false when a table was in use all the time, so that it has to be tried again
     */
    public record Turn(int changed, boolean complete) {}

    /** Does what is due at this time. */
    public Turn run(Instant now) {
        int changed = 0;
        boolean complete = true;
        for (Partitioned table : tables) {
            try {
                List<Partition> present = database.read(tx -> JdbcPartitions.list(tx, table.table()));
                changed += makeAhead(table, present, now) + dropOld(table, present, now);
            } catch (RuntimeException e) {
                if (!Database.isLockConflict(e)) {
                    throw e;
                }
                LOG.info("A long transaction uses {}; its partitions are seen to later", table.table());
                complete = false;
            }
        }
        database.inTransaction(tx -> {
            JdbcKeptEvents.forget(tx);
            return tables;
        });
        return new Turn(changed, complete);
    }

    private int makeAhead(Partitioned table, List<Partition> present, Instant now) {
        long last = present.isEmpty() ? 0 : present.get(present.size() - 1).bound();
        List<Partition> missing = new ArrayList<>();
        Instant end = table.endAfter(now);
        for (int i = 0; i <= AHEAD; i++) {
            long bound = table.unit().at(end);
            if (bound > last) {
                missing.add(new Partition(NAME.format(end.minusSeconds(1)), bound));
            }
            end = end.plus(table.width());
        }
        if (!missing.isEmpty()) {
            database.read(handle -> {
                JdbcPartitions.add(handle, table.table(), missing);
                return missing;
            });
        }
        return missing.size();
    }

    private int dropOld(Partitioned table, List<Partition> present, Instant now) {
        long cut = table.unit().at(now.minus(table.kept()));
        List<Partition> old =
                present.stream().filter(partition -> partition.bound() <= cut).toList();
        if (old.isEmpty()) {
            return 0;
        }
        if (table.table().equals("atlas_event")) {
            database.inTransaction(tx -> {
                JdbcKeptEvents.keep(tx, old.get(old.size() - 1).bound());
                return old;
            });
        }
        database.read(handle -> {
            JdbcPartitions.drop(handle, table.table(), old);
            return old;
        });
        LOG.info("Dropped what was kept long enough: {} of {}", old, table.table());
        return old.size();
    }
}
