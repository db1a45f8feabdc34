package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.JdbcNodes;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.JdbcClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's node number, kept by renewing its lease. Without it two processes could make the same id; so leases go by
 * the database's clock, whatever this host's says.
 */
final class NodeLease implements Worker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    /** Long, so that a frozen or cut-off node keeps its number while it may still make ids. */
    private static final Duration LEASE = Duration.ofHours(1);

    private static final int TRIES = 100;

    private final Database database;
    private final long owner;
    private final int node;

    private NodeLease(Database database, long owner, int node) {
        this.database = database;
        this.owner = owner;
        this.node = node;
    }

    static NodeLease take(Database database, long owner) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Integer> node = database.inTransaction(tx -> {
                Instant now = now(tx);
                return JdbcNodes.take(tx, owner, now, now.plus(LEASE));
            });
            if (node.isPresent()) {
                return new NodeLease(database, owner, node.get());
            }
        }
        throw new IllegalStateException("no node number is free: table atlas_node lists who holds them");
    }

    private static Instant now(Handle tx) {
        return Instant.ofEpochMilli(JdbcClock.millis(tx));
    }

    int node() {
        return node;
    }

    @Override
    public int runOnce() {
        if (!database.inTransaction(tx -> JdbcNodes.renew(tx, node, owner, now(tx).plus(LEASE)))) {
            LOG.error("Node number {} was lost to another process; restart this one", node);
        }
        return 0;
    }

    @Override
    public void close() {
        database.inTransaction(tx -> {
            JdbcNodes.release(tx, node, owner);
            return null;
        });
    }
}
