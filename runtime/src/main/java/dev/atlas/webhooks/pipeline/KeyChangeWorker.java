package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.JdbcReencryption;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** While there is a previous master key: encrypts afresh what still needs it, a few rows at a time. For one thread. */
final class KeyChangeWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(KeyChangeWorker.class);
    private static final int BATCH = 100;

    /** Other nodes may still write with the previous key for a while. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final Database database;
    private final JdbcReencryption rows;
    private final InstantSource clock;
    private Instant nextLook = Instant.MIN;
    private long done;

    KeyChangeWorker(Database database, JdbcReencryption rows, InstantSource clock) {
        this.database = database;
        this.rows = rows;
        this.clock = clock;
    }

    @Override
    public int runOnce() {
        if (clock.instant().isBefore(nextLook)) {
            return 0;
        }
        int fresh = database.inTransaction(tx -> rows.renew(tx, BATCH));
        done += fresh;
        if (fresh == 0) {
            nextLook = clock.instant().plus(LOOK_AGAIN);
            LOG.info(
                    "Nothing needs atlas.master-key.previous any more ({} rows were encrypted afresh); once every node has"
                            + " the new atlas.master-key, remove it",
                    done);
        }
        return fresh;
    }
}
