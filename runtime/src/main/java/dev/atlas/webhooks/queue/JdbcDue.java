package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Table {@code atlas_due}: the pending work and who holds it. Correctness rests on owner and fence alone; {@code SKIP
 * LOCKED} only keeps nodes out of each other's way.
 */
public final class JdbcDue {
    /** The owner of a row that nobody works on. */
    public static final long NOBODY = 0;

    /** A row to add: claimed from birth when its lease names an owner. */
    public record NewDue(DeliveryId delivery, EndpointId endpoint, Instant dueAt, Lease lease) {}

    /** A row that may be claimed. */
    public record Candidate(DeliveryId delivery, EndpointId endpoint, int fence) {}

    private JdbcDue() {}

    /** Adds rows in one batch. */
    public static void insert(Handle tx, Collection<NewDue> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (var batch = tx.prepareBatch(
                """
                INSERT INTO atlas_due (workspace_id, delivery_id, endpoint_id, due_at, owner, fence)
                VALUES (?, ?, ?, ?, ?, ?)""")) {
            for (NewDue row : rows) {
                batch.add(
                        row.delivery().workspace().value(),
                        row.delivery().value(),
                        row.endpoint().value(),
                        row.dueAt().toEpochMilli(),
                        row.lease().owner(),
                        row.lease().fence());
            }
            batch.execute();
        }
    }

    /** Due rows (also those whose lease has ended), oldest first, locked for this transaction. */
    public static List<Candidate> lockDue(Handle tx, Instant now, int limit, Set<EndpointId> except) {
        List<Long> excluded = except.isEmpty()
                ? List.of(-1L)
                : except.stream().map(EndpointId::value).toList();
        try (var query = tx.createQuery(
                """
                SELECT workspace_id, delivery_id, endpoint_id, fence FROM atlas_due
                 WHERE due_at <= :now AND endpoint_id NOT IN (<excluded>)
                 ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED""")) {
            return query.bind("now", now.toEpochMilli())
                    .bind("limit", limit)
                    .bindList("excluded", excluded)
                    .map((row, context) -> {
                        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
                        return new Candidate(
                                new DeliveryId(workspace, row.getLong("delivery_id")),
                                new EndpointId(workspace, row.getLong("endpoint_id")),
                                row.getInt("fence"));
                    })
                    .list();
        }
    }

    /** The endpoints of the oldest rows that have been due since before then, with the due time of their oldest. */
    public static Map<EndpointId, Instant> overdue(Handle tx, Instant before, int rows) {
        Map<EndpointId, Instant> oldest = new HashMap<>();
        tx.select(
                        """
                        SELECT workspace_id, endpoint_id, due_at FROM atlas_due
                         WHERE due_at < ? ORDER BY due_at LIMIT ?""",
                        before.toEpochMilli(),
                        rows)
                .map((row, context) -> Map.entry(
                        new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)),
                        Instant.ofEpochMilli(row.getLong(3))))
                .forEach(row -> oldest.putIfAbsent(row.getKey(), row.getValue()));
        return oldest;
    }

    /** Claims locked rows of one workspace: new owner, fence + 1, due again when the lease ends. */
    public static void claim(
            Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries, long owner, Instant leaseUntil) {
        try (var update = tx.createUpdate(
                """
                UPDATE atlas_due SET owner = :owner, fence = fence + 1, due_at = :until
                 WHERE workspace_id = :workspace AND delivery_id IN (<ids>)""")) {
            update.bind("owner", owner)
                    .bind("until", leaseUntil.toEpochMilli())
                    .bind("workspace", workspace.value())
                    .bindList("ids", numbers(deliveries))
                    .execute();
        }
    }

    /** Locks rows of one workspace and tells under which lease each stands now; rows that are gone are absent. */
    public static Map<DeliveryId, Lease> lockLeases(
            Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        try (var query = tx.createQuery(
                """
                SELECT delivery_id, owner, fence FROM atlas_due
                 WHERE workspace_id = :workspace AND delivery_id IN (<ids>) ORDER BY delivery_id FOR UPDATE""")) {
            return query
                    .bind("workspace", workspace.value())
                    .bindList("ids", numbers(deliveries))
                    .map((row, context) -> Map.entry(
                            new DeliveryId(workspace, row.getLong("delivery_id")),
                            new Lease(row.getLong("owner"), row.getInt("fence"))))
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Gives rows back, due at a time each. */
    public static void release(Handle tx, Map<DeliveryId, Instant> dueAt) {
        if (dueAt.isEmpty()) {
            return;
        }
        try (var batch = tx.prepareBatch(
                "UPDATE atlas_due SET owner = 0, due_at = ? WHERE workspace_id = ? AND delivery_id = ?")) {
            dueAt.forEach(
                    (id, when) -> batch.add(when.toEpochMilli(), id.workspace().value(), id.value()));
            batch.execute();
        }
    }

    /** Removes rows of one workspace whose deliveries need no more work now. */
    public static void delete(Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (var delete =
                tx.createUpdate("DELETE FROM atlas_due WHERE workspace_id = :workspace AND delivery_id IN (<ids>)")) {
            delete.bind("workspace", workspace.value())
                    .bindList("ids", numbers(deliveries))
                    .execute();
        }
    }

    /** Removes the rows of an endpoint that nobody works on. */
    public static void deleteUnclaimed(Handle tx, EndpointId endpoint) {
        tx.execute(
                "DELETE FROM atlas_due WHERE workspace_id = ? AND endpoint_id = ? AND owner = 0",
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** How many rows an endpoint has. */
    public static long count(Handle tx, EndpointId endpoint) {
        return tx.select(
                        "SELECT COUNT(*) FROM atlas_due WHERE workspace_id = ? AND endpoint_id = ?",
                        endpoint.workspace().value(),
                        endpoint.value())
                .mapTo(Long.class)
                .one();
    }

    /** When the longest-waiting row was due, in epoch milliseconds; empty when nothing waits. */
    public static Optional<Long> oldestDue(Handle tx) {
        return tx.select("SELECT MIN(due_at) FROM atlas_due").mapTo(Long.class).findFirst();
    }

    private static List<Long> numbers(Collection<DeliveryId> ids) {
        return ids.stream().map(DeliveryId::value).toList();
    }
}
