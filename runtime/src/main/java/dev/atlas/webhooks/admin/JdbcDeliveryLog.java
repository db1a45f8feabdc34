package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcDeliveryAccess.Access;
import dev.atlas.webhooks.admin.JdbcDeliveryAccess.Conditions;
import dev.atlas.webhooks.admin.JdbcDeliveryAccess.Place;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.Queued;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads the deliveries for people: the unfinished ones from the queue, the finished ones from the log, as one list. */
final class JdbcDeliveryLog {
    private static final String QUEUE =
            """
            SELECT q.workspace_id, q.delivery_id, q.endpoint_id, q.event_id, q.event_type, q.sequence, q.filter_version,
                   q.status, q.attempt_count, q.created_at, q.replay_id, q.last_status_code,
                   CASE WHEN q.owner = 0 THEN q.due_at END AS next_attempt_at, NULL AS finished_at, NULL AS dead_reason
              FROM atlas_queue q WHERE q.workspace_id = :workspace""";

    private static final String LOG =
            """
            SELECT q.workspace_id, q.delivery_id, q.endpoint_id, q.event_id, q.event_type, q.sequence, q.filter_version,
                   q.status, q.attempt_count, q.created_at, q.replay_id, q.last_status_code,
                   NULL AS next_attempt_at, q.finished_at, q.dead_reason
              FROM atlas_delivery q WHERE q.workspace_id = :workspace""";

    private JdbcDeliveryLog() {}

    /** Both halves under the same conditions, in one order; a delivery that moves between them is seen once. */
    private static String both(String conditions, String order) {
        return "SELECT d.*, e.external_id FROM ((" + QUEUE + conditions + " ORDER BY " + order
                + " LIMIT :limit) UNION ALL ("
                + LOG + conditions + " ORDER BY " + order + " LIMIT :limit)) d"
                + " LEFT JOIN atlas_event e ON e.workspace_id = d.workspace_id AND e.event_id = d.event_id ORDER BY "
                + order.replace("q.", "d.") + " LIMIT :limit";
    }

    /** One delivery. */
    static Optional<DeliveryView> find(Handle tx, DeliveryId id) {
        return tx.createQuery(both(" AND q.delivery_id = :delivery", "q.delivery_id"))
                .bind("workspace", id.workspace().value())
                .bind("delivery", id.value())
                .bind("limit", 1)
                .map((row, context) -> read(row))
                .findOne();
    }

    /**
     * Newest first, in the order of an index.
     *
     * @param border where to stop, this one included; null for nowhere
     */
    static List<DeliveryView> search(
            Handle tx,
            Access access,
            DeliverySearch search,
            @Nullable EventId event,
            @Nullable Place border,
            int limit) {
        Conditions conditions = access.conditions().copy();
        if (border != null) {
            conditions.add(access.column() + " >= :border", "border", access.of(border));
        }
        if (event != null) {
            conditions.add("q.event_id = :event", "event", event.value());
        }
        if (access.bySequence() && search.status() != null) {
            conditions.status(search.status());
        }
        if (search.code() != null) {
            conditions.add("q.last_status_code = :code", "code", search.code());
        }
        return tx.createQuery(both(conditions.text(), access.column() + " DESC"))
                .bind("workspace", access.workspace().value())
                .bindMap(conditions.bindings())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** What an endpoint gets, in the order of its sequence. */
    static List<DeliveryView> afterSequence(Handle tx, EndpointId endpoint, long sequence, int limit) {
        return tx.createQuery(both(" AND q.endpoint_id = :endpoint AND q.sequence > :sequence", "q.sequence"))
                .bind("workspace", endpoint.workspace().value())
                .bind("endpoint", endpoint.value())
                .bind("sequence", sequence)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** How many dead letters a workspace has; counts no further than the limit. */
    static long countDead(Handle tx, WorkspaceId workspace, int limit) {
        return tx.select(
                        """
                        SELECT COUNT(*) FROM (SELECT 1 FROM atlas_delivery
                                               WHERE workspace_id = ? AND status = 'dead' LIMIT ?) AS some""",
                        workspace.value(),
                        limit)
                .mapTo(Long.class)
                .one();
    }

    private static DeliveryView read(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
        Instant finishedAt = instant(row, "finished_at");
        String status = row.getString("status");
        Delivery delivery = new Delivery(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("filter_version"),
                finishedAt == null ? Queued.status(status) : Finished.status(status),
                new Delivery.Schedule(row.getInt("attempt_count"), 0, null, false),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("replay_id", Long.class));
        String externalId = row.getString("external_id");
        return new DeliveryView(
                delivery,
                externalId == null ? delivery.event().toString() : externalId,
                row.getObject("last_status_code", Integer.class),
                instant(row, "next_attempt_at"),
                delivery.status() == DeliveryStatus.DELIVERED ? finishedAt : null,
                delivery.status() == DeliveryStatus.DEAD && finishedAt != null
                        ? new DeliveryView.Death(row.getString("dead_reason"), finishedAt)
                        : null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
