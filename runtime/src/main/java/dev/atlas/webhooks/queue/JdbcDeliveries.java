package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_delivery}, the log of finished deliveries: the engine's side of it (its queries are in {@code admin}). */
public final class JdbcDeliveries {
    private JdbcDeliveries() {}

    /** Adds finished deliveries in one statement; the caller removes them from the queue. */
    public static void insert(Handle tx, List<Finished> finished) {
        JdbcRows.insert(
                tx,
                """
                INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                    filter_version, status, attempt_count, last_status_code, created_at, finished_at, dead_reason,
                    dead_cause, replay_id)""",
                finished.stream().map(JdbcDeliveries::row).toList());
    }

    private static Row row(Finished finished) {
        Delivery delivery = finished.delivery();
        Finished.Death death = finished.death();
        return new Row(
                delivery.id().workspace().value(),
                delivery.id().value(),
                delivery.endpoint().value(),
                delivery.event().value(),
                delivery.eventType(),
                delivery.sequence(),
                delivery.filterVersion(),
                delivery.status().word(),
                delivery.schedule().attempts(),
                finished.statusCode(),
                delivery.createdAt().toEpochMilli(),
                finished.at().toEpochMilli(),
                death == null ? null : death.reason(),
                death == null ? null : death.cause(),
                delivery.replayId());
    }

    /** One finished delivery, locked until the transaction ends. */
    public static Optional<Delivery> lock(Handle tx, DeliveryId id) {
        return tx.select(
                        "SELECT * FROM atlas_delivery WHERE workspace_id = ? AND delivery_id = ? FOR UPDATE",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Takes finished deliveries of one workspace out of the log; the caller puts them back into the queue. */
    public static void remove(Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        remove(tx, workspace, deliveries, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE));
    }

    /** Likewise of those that ended between two times, both included: no other part of the log is looked at. */
    public static void remove(
            Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries, Instant earliest, Instant latest) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (var delete = tx.createUpdate(
                """
                DELETE FROM atlas_delivery WHERE workspace_id = :workspace AND delivery_id IN (<ids>)
                   AND finished_at BETWEEN :earliest AND :latest""")) {
            delete.bind("workspace", workspace.value())
                    .bind("earliest", earliest.toEpochMilli())
                    .bind("latest", latest.toEpochMilli())
                    .bindList("ids", deliveries.stream().map(DeliveryId::value).toList())
                    .execute();
        }
    }

    /** Which of these deliveries were cancelled, and counts one more attempt of each: it was under way then. */
    public static Set<DeliveryId> countLateAttempts(
            Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        if (deliveries.isEmpty()) {
            return Set.of();
        }
        List<Long> ids = deliveries.stream().map(DeliveryId::value).toList();
        Set<DeliveryId> cancelled = new HashSet<>();
        try (var query = tx.createQuery(
                """
                SELECT delivery_id FROM atlas_delivery
                 WHERE workspace_id = :workspace AND delivery_id IN (<ids>) AND status = 'cancelled' FOR UPDATE""")) {
            query.bind("workspace", workspace.value())
                    .bindList("ids", ids)
                    .map((row, context) -> cancelled.add(new DeliveryId(workspace, row.getLong(1))))
                    .list();
        }
        if (!cancelled.isEmpty()) {
            try (var update = tx.createUpdate(
                    """
                    UPDATE atlas_delivery SET attempt_count = attempt_count + 1
                     WHERE workspace_id = :workspace AND delivery_id IN (<ids>)""")) {
                update.bind("workspace", workspace.value())
                        .bindList(
                                "ids", cancelled.stream().map(DeliveryId::value).toList())
                        .execute();
            }
        }
        return cancelled;
    }

    /** Reads the current row of the log. */
    public static Delivery read(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
        return new Delivery(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("filter_version"),
                Finished.status(row.getString("status")),
                new Delivery.Schedule(row.getInt("attempt_count"), 0, null, false),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("replay_id", Long.class));
    }
}
