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

    /** Does what is due at this time; false when a table was in use, so that it has to be tried again. */
    public boolean run(Instant now) {
        boolean complete = true;
        for (Partitioned table : tables) {
            List<Partition> present = database.read(tx -> JdbcPartitions.list(tx, table.table()));
            List<Partition> missing = missing(table, present, now);
            List<Partition> old = old(table, present, now);
            if (!(missing.isEmpty() || JdbcPartitions.add(database, table.table(), missing))
                    || !(old.isEmpty() || drop(table, old))) {
                LOG.info("A long transaction uses {}; its partitions are seen to later", table.table());
                complete = false;
            }
        }
        database.inTransaction(tx -> {
            JdbcKeptEvents.forget(tx);
            return tables;
        });
        return complete;
    }

    private static List<Partition> missing(Partitioned table, List<Partition> present, Instant now) {
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
        return missing;
    }

    private static List<Partition> old(Partitioned table, List<Partition> present, Instant now) {
        long cut = table.unit().at(now.minus(table.kept()));
        return present.stream().filter(partition -> partition.bound() <= cut).toList();
    }

    private boolean drop(Partitioned table, List<Partition> old) {
        if (table.table().equals("atlas_event")) {
            database.inTransaction(tx -> {
                JdbcKeptEvents.keep(tx, old.get(old.size() - 1).bound());
                return old;
            });
        }
        boolean dropped = JdbcPartitions.drop(database, table.table(), old);
        if (dropped) {
            LOG.info("Dropped what was kept long enough: {} of {}", old, table.table());
        }
        return dropped;
    }
}
