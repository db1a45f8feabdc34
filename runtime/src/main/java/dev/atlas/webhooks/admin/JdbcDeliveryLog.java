package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads table {@code atlas_delivery} for people. */
final class JdbcDeliveryLog {
    private static final String SELECT = "SELECT " + JdbcDeliveries.COLUMNS
            + """
            , d.last_status_code, d.next_attempt_at, d.delivered_at, d.dead_at, d.dead_reason, e.external_id
              FROM atlas_delivery d
              LEFT JOIN atlas_event e ON e.workspace_id = d.workspace_id AND e.event_id = d.event_id
             WHERE d.workspace_id = :workspace""";

    private JdbcDeliveryLog() {}

    /** One delivery. */
    static Optional<DeliveryView> find(Handle tx, DeliveryId id) {
        return tx.createQuery(SELECT + " AND d.delivery_id = :delivery")
                .bind("workspace", id.workspace().value())
                .bind("delivery", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Newest first, older than {@code before}. */
    static List<DeliveryView> search(
            Handle tx, WorkspaceId workspace, DeliverySearch search, @Nullable EventId event, long before, int limit) {
        List<String> conditions = new ArrayList<>(List.of("", "d.delivery_id < :before"));
        Map<String, Object> bindings = new HashMap<>(Map.of("before", before));
        if (search.endpoint() != null) {
            conditions.add("d.endpoint_id = :endpoint");
            bindings.put("endpoint", search.endpoint().value());
        }
        if (event != null) {
            conditions.add("d.event_id = :event");
            bindings.put("event", event.value());
        }
        if (search.status() != null) {
            conditions.add("d.status = :status");
            bindings.put("status", search.status().word());
        }
        if (search.code() != null) {
            conditions.add("d.last_status_code = :code");
            bindings.put("code", search.code());
        }
        if (search.since() != null) {
            conditions.add("d.created_at >= :since");
            bindings.put("since", search.since().toEpochMilli());
        }
        if (search.until() != null) {
            conditions.add("d.created_at < :until");
            bindings.put("until", search.until().toEpochMilli());
        }
        return tx.createQuery(SELECT + String.join(" AND ", conditions) + " ORDER BY d.delivery_id DESC LIMIT :limit")
                .bind("workspace", workspace.value())
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** What an endpoint gets, in the order of its sequence. */
    static List<DeliveryView> afterSequence(Handle tx, EndpointId endpoint, long sequence, int limit) {
        return tx.createQuery(SELECT
                        + " AND d.endpoint_id = :endpoint AND d.sequence > :sequence ORDER BY d.sequence LIMIT :limit")
                .bind("workspace", endpoint.workspace().value())
                .bind("endpoint", endpoint.value())
                .bind("sequence", sequence)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** How many deliveries of a workspace are in each state. */
    static Map<DeliveryStatus, Long> counts(Handle tx, WorkspaceId workspace) {
        Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            counts.put(status, 0L);
        }
        tx.createQuery(
                        "SELECT status, COUNT(*) AS n FROM atlas_delivery WHERE workspace_id = :workspace GROUP BY status")
                .bind("workspace", workspace.value())
                .map((row, context) ->
                        Map.entry(DeliveryStatus.of(row.getString("status")).orElseThrow(), row.getLong("n")))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static DeliveryView read(ResultSet row) throws SQLException {
        var delivery = JdbcDeliveries.read(row);
        String externalId = row.getString("external_id");
        Instant deadAt = instant(row, "dead_at");
        return new DeliveryView(
                delivery,
                externalId == null ? delivery.event().toString() : externalId,
                row.getObject("last_status_code", Integer.class),
                instant(row, "next_attempt_at"),
                instant(row, "delivered_at"),
                deadAt == null ? null : new DeliveryView.Death(row.getString("dead_reason"), deadAt));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
