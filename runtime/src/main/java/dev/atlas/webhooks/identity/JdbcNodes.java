package dev.atlas.webhooks.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_node}: which node numbers are taken, and until when. */
public final class JdbcNodes {
    private JdbcNodes() {}

    /**
     * Takes the lowest number that is free or whose lease has ended.
     *
     * @return empty when another node was faster, or all numbers are taken
     */
    public static Optional<Integer> take(Handle tx, long owner, Instant now, Instant leaseUntil) {
        List<Integer> taken = tx.select(
                        "SELECT node FROM atlas_node WHERE lease_until > ? ORDER BY node", now.toEpochMilli())
                .mapTo(Integer.class)
                .list();
        for (int node = 0; node < IdSource.NODES; node++) {
            if (!taken.contains(node)) {
                return claim(tx, node, owner, now, leaseUntil) ? Optional.of(node) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean claim(Handle tx, int node, long owner, Instant now, Instant leaseUntil) {
        int renewed = tx.execute(
                "UPDATE atlas_node SET owner = ?, lease_until = ? WHERE node = ? AND lease_until <= ?",
                owner,
                leaseUntil.toEpochMilli(),
                node,
                now.toEpochMilli());
        return renewed == 1
                || tx.execute(
                                "INSERT IGNORE INTO atlas_node (node, owner, lease_until) VALUES (?, ?, ?)",
                                node,
                                owner,
                                leaseUntil.toEpochMilli())
                        == 1;
    }

    /** Keeps a number for longer; false when another node has it now. */
    public static boolean renew(Handle tx, int node, long owner, Instant leaseUntil) {
        return tx.execute(
                        "UPDATE atlas_node SET lease_until = ? WHERE node = ? AND owner = ?",
                        leaseUntil.toEpochMilli(),
                        node,
                        owner)
                == 1;
    }

    /** Gives a number back. */
    public static void release(Handle tx, int node, long owner) {
        tx.execute("DELETE FROM atlas_node WHERE node = ? AND owner = ?", node, owner);
    }
}
