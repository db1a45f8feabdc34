package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_queue}: what happens to it when an endpoint goes out of service and comes back. */
public final class JdbcHeld {
    private JdbcHeld() {}

    /**
     * Holds what is pending for an endpoint and nobody works on, up to a limit.
     *
     * @return how many were held; fewer than the limit when nothing is left
     */
    public static int hold(Handle tx, EndpointId endpoint, Instant now, int limit) {
        List<DeliveryId> ids = unclaimed(tx, endpoint, "IN ('pending', 'waiting')", limit).stream()
                .map(Delivery::id)
                .toList();
        hold(tx, endpoint.workspace(), ids, now);
        return ids.size();
    }

    /** Holds locked deliveries of one workspace. */
    public static void hold(Handle tx, WorkspaceId workspace, List<DeliveryId> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (var update = tx.createUpdate(
                """
                UPDATE atlas_queue SET status = 'held', aside_at = :now, due_at = NULL, owner = 0
                 WHERE workspace_id = :workspace AND delivery_id IN (<ids>)""")) {
            update.bind("now", now.toEpochMilli())
                    .bind("workspace", workspace.value())
                    .bindList("ids", deliveries.stream().map(DeliveryId::value).toList())
                    .execute();
        }
    }

    /**
     * Moves what is unfinished of a deleted endpoint to the log, cancelled, up to a limit. An attempt under way is not
     * waited for; it finds its delivery in the log.
     *
     * @return how many were cancelled; fewer than the limit when nothing is left
     */
    public static int cancel(Handle tx, EndpointId endpoint, Instant now, int limit) {
        List<Delivery> unfinished = tx.select(
                        "SELECT " + JdbcQueue.COLUMNS
                                + """
                                  FROM atlas_queue q
                                 WHERE q.workspace_id = ? AND q.endpoint_id = ? LIMIT ? FOR UPDATE SKIP LOCKED""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        limit)
                .map((row, context) -> JdbcQueue.read(row).delivery())
                .list();
        JdbcDeliveries.insert(
                tx,
                unfinished.stream()
                        .map(delivery -> new Finished(
                                delivery.with(DeliveryStatus.CANCELLED, delivery.schedule()), null, now, null))
                        .toList());
        JdbcQueue.delete(
                tx, endpoint.workspace(), unfinished.stream().map(Delivery::id).toList());
        return unfinished.size();
    }

    /** The held deliveries with the lowest sequences. */
    public static List<Delivery> first(Handle tx, EndpointId endpoint, int limit) {
        return unclaimed(tx, endpoint, "= 'held' ORDER BY q.sequence", limit);
    }

    private static List<Delivery> unclaimed(Handle tx, EndpointId endpoint, String statuses, int limit) {
        return tx.select(
                        "SELECT " + JdbcQueue.COLUMNS
                                + """
                                  FROM atlas_queue q
                                 WHERE q.workspace_id = ? AND q.endpoint_id = ? AND q.owner = 0 AND q.status %s LIMIT ? FOR UPDATE SKIP LOCKED"""
                                        .formatted(statuses),
                        endpoint.workspace().value(),
                        endpoint.value(),
                        limit)
                .map((row, context) -> JdbcQueue.read(row).delivery())
                .list();
    }

    /** The held deliveries with the lowest sequences, only to look at. */
    public static List<Queued> look(Handle tx, EndpointId endpoint, int limit) {
        return tx.select(
                        "SELECT " + JdbcQueue.COLUMNS
                                + """
                                  FROM atlas_queue q
                                 WHERE q.workspace_id = ? AND q.endpoint_id = ? AND q.status = 'held'
                                 ORDER BY q.sequence LIMIT ?""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        limit)
                .map((row, context) -> JdbcQueue.read(row))
                .list();
    }

    /** Those of these deliveries that are held for the endpoint, only to look at. */
    public static List<Queued> find(Handle tx, EndpointId endpoint, Collection<DeliveryId> deliveries) {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        try (var query = tx.createQuery(
                "SELECT " + JdbcQueue.COLUMNS
                        + """
                          FROM atlas_queue q
                         WHERE q.workspace_id = :workspace AND q.endpoint_id = :endpoint AND q.status = 'held'
                           AND q.delivery_id IN (<ids>)""")) {
            return query.bind("workspace", endpoint.workspace().value())
                    .bind("endpoint", endpoint.value())
                    .bindList("ids", deliveries.stream().map(DeliveryId::value).toList())
                    .map((row, context) -> JdbcQueue.read(row))
                    .list();
        }
    }

    /** Makes held deliveries pending again; their retry schedules move on by the time they were held. */
    public static void release(Handle tx, EndpointId endpoint, List<Queued> released, Instant now) {
        for (boolean waiting : new boolean[] {false, true}) {
            List<Long> ids = released.stream()
                    .filter(queued -> queued.isWaiting() == waiting)
                    .map(queued -> queued.delivery().id())
                    .map(DeliveryId::value)
                    .toList();
            if (ids.isEmpty()) {
                continue;
            }
            try (var update = tx.createUpdate(
                    """
                    UPDATE atlas_queue
                       SET schedule_start = schedule_start + (:now - aside_at), status = :status, aside_at = :aside,
                           due_at = :due
                     WHERE workspace_id = :workspace AND status = 'held' AND delivery_id IN (<ids>)""")) {
                update.bind("now", now.toEpochMilli())
                        .bind("status", waiting ? "waiting" : "pending")
                        .bind("due", waiting ? null : now.toEpochMilli())
                        .bind("aside", waiting ? now.toEpochMilli() : null)
                        .bind("workspace", endpoint.workspace().value())
                        .bindList("ids", ids)
                        .execute();
            }
            if (waiting) {
                JdbcBacklog.add(tx, List.of(endpoint));
            }
        }
    }

    /** Whether nothing is pending for an endpoint. */
    public static boolean isIdle(Handle tx, EndpointId endpoint) {
        return pending(tx, endpoint, 1) == 0;
    }

    /** How many deliveries are pending for an endpoint; counts no further than the limit. */
    public static int pending(Handle tx, EndpointId endpoint, int limit) {
        return tx.select(
                        """
                        SELECT COUNT(*) FROM (
                            SELECT 1 FROM atlas_queue WHERE workspace_id = ? AND endpoint_id = ?
                               AND status IN ('pending', 'waiting') LIMIT ?) some""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        limit)
                .mapTo(Integer.class)
                .one();
    }

    /** How many deliveries are held for an endpoint. */
    public static long count(Handle tx, EndpointId endpoint) {
        return tx.select(
                        "SELECT COUNT(*) FROM atlas_queue WHERE workspace_id = ? AND endpoint_id = ? AND status = 'held'",
                        endpoint.workspace().value(),
                        endpoint.value())
                .mapTo(Long.class)
                .one();
    }
}
