package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.JdbcNodes;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.jdbc.JdbcClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process's node number, kept by renewing its lease. Without it two processes could make the same id; so leases go by
 * the database's clock, whatever this host's says. A process that stood still or was cut off for longer takes another number
 * when another process has got this one.
 */
final class NodeLease implements Worker, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeLease.class);

    /** Long, so that a frozen or cut-off node keeps its number while it may still make ids. */
    private static final Duration LEASE = Duration.ofHours(1);

    private static final int TRIES = 100;

    private final Database database;
    private final long owner;
    private final IdSource ids;

    private NodeLease(Database database, long owner, IdSource ids) {
        this.database = database;
        this.owner = owner;
        this.ids = ids;
    }

    static NodeLease take(Database database, long owner, InstantSource clock) {
        return new NodeLease(database, owner, new IdSource(clock, free(database, owner)));
    }

    private static int free(Database database, long owner) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Optional<Integer> node = database.inTransaction(tx -> {
                Instant now = now(tx);
                return JdbcNodes.take(tx, owner, now, now.plus(LEASE));
            });
            if (node.isPresent()) {
                return node.get();
            }
        }
        throw new IllegalStateException("no node number is free: table atlas_node lists who holds them");
    }

    private static Instant now(Handle tx) {
        return Instant.ofEpochMilli(JdbcClock.millis(tx));
    }

    /** Makes the ids of this node. */
    IdSource ids() {
        return ids;
    }

    /** Often, so that few ids are made with a number that was lost. */
    @Override
    public Pauses pauses() {
        return Pauses.always(Duration.ofMinutes(1));
    }

    @Override
    public int runOnce() {
        int node = ids.node();
        if (!database.inTransaction(tx -> JdbcNodes.renew(tx, node, owner, now(tx).plus(LEASE)))) {
            int another = free(database, owner);
            ids.renumber(another);
            LOG.warn(
                    "Node number {} was lost to another process, since it was not renewed for {} minutes; this one has {} now",
                    node,
                    LEASE.toMinutes(),
                    another);
        }
        return 0;
    }

    /** Without the database the lease ends by itself. */
    @Override
    public void close() {
        try {
            database.inTransaction(tx -> {
                JdbcNodes.release(tx, ids.node(), owner);
                return null;
            });
        } catch (JdbiException e) {
            LOG.warn(
                    "Node number {} cannot be given back; it is free again in {} minutes",
                    ids.node(),
                    LEASE.toMinutes(),
                    e);
        }
    }
}
