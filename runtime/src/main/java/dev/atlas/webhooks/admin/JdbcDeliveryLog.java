package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Queued;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
     * Newest first, older than a delivery, in the order of an index: an endpoint's by their sequence (which is the order of
     * their ids), others by their ids.
     *
     * @param before null from the newest
     * @param until where to stop, this one included; null for nowhere
     */
    static List<DeliveryView> search(
            Handle tx,
            WorkspaceId workspace,
            DeliverySearch search,
            @Nullable EventId event,
            @Nullable Place before,
            @Nullable Place until,
            int limit) {
        boolean bySequence = search.endpoint() != null;
        Conditions conditions = access(search, before);
        if (until != null) {
            conditions.add(
                    bySequence ? "q.sequence >= :until_place" : "q.delivery_id >= :until_place",
                    "until_place",
                    bySequence ? until.sequence() : until.delivery());
        }
        if (event != null) {
            conditions.add("q.event_id = :event", "event", event.value());
        }
        if (bySequence && search.status() != null) {
            status(conditions, search.status());
        }
        if (search.code() != null) {
            conditions.add("q.last_status_code = :code", "code", search.code());
        }
        if (search.since() != null) {
            conditions.add("q.created_at >= :since", "since", search.since().toEpochMilli());
        }
        if (search.until() != null) {
            conditions.add("q.created_at < :until", "until", search.until().toEpochMilli());
        }
        return tx.createQuery(both(conditions.text(), bySequence ? "q.sequence DESC" : "q.delivery_id DESC"))
                .bind("workspace", workspace.value())
                .bindMap(conditions.bindings())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /**
     * The finished delivery that stands so many places after {@code before} in the index that the search goes by; empty
     * when there are not so many.
     */
    static Optional<Place> placeAfter(
            Handle tx, WorkspaceId workspace, DeliverySearch search, @Nullable Place before, int places) {
        Conditions conditions = access(search, before);
        return tx.createQuery("SELECT q.delivery_id, q.sequence FROM atlas_delivery q WHERE q.workspace_id = :workspace"
                        + conditions.text() + " ORDER BY "
                        + (search.endpoint() == null ? "q.delivery_id" : "q.sequence") + " DESC LIMIT 1 OFFSET :places")
                .bind("workspace", workspace.value())
                .bindMap(conditions.bindings())
                .bind("places", places)
                .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                .findFirst();
    }

    /** Where a delivery stands; after all others when it is gone. */
    static Place place(Handle tx, DeliveryId id) {
        return new Place(
                id.value(), find(tx, id).map(view -> view.delivery().sequence()).orElse(0L));
    }

    /** A delivery's place in both orders. */
    record Place(long delivery, long sequence) {}

    /** What an index serves: it is read in the wanted order, and nothing of it is skipped. */
    private static Conditions access(DeliverySearch search, @Nullable Place before) {
        Conditions conditions = new Conditions(new StringBuilder(), new HashMap<>());
        if (search.endpoint() != null) {
            conditions.add(
                    "q.endpoint_id = :endpoint", "endpoint", search.endpoint().value());
            if (before != null) {
                conditions.add("q.sequence < :before", "before", before.sequence());
            }
            return conditions;
        }
        if (search.status() != null) {
            status(conditions, search.status());
        }
        if (before != null) {
            conditions.add("q.delivery_id < :before", "before", before.delivery());
        }
        return conditions;
    }

    private static void status(Conditions conditions, DeliveryStatus status) {
        conditions.add("q.status IN (:status, :alias)", "status", status.word());
        conditions.bindings().put("alias", Queued.alias(status));
    }

    /** The conditions of a query with what is bound to them. */
    private record Conditions(StringBuilder words, Map<String, Object> bindings) {
        void add(String condition, String name, Object value) {
            words.append(" AND ").append(condition);
            bindings.put(name, value);
        }

        String text() {
            return words.toString();
        }
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

    /** How many deliveries of a workspace are in each state. */
    static Map<DeliveryStatus, Long> counts(Handle tx, WorkspaceId workspace) {
        Map<DeliveryStatus, Long> counts = new EnumMap<>(DeliveryStatus.class);
        for (DeliveryStatus status : DeliveryStatus.values()) {
            counts.put(status, 0L);
        }
        tx.createQuery(
                        """
                        SELECT status, COUNT(*) AS n FROM atlas_queue WHERE workspace_id = :workspace GROUP BY status
                        UNION ALL
                        SELECT status, COUNT(*) AS n FROM atlas_delivery WHERE workspace_id = :workspace GROUP BY status""")
                .bind("workspace", workspace.value())
                .map((row, context) -> Map.entry(Queued.status(row.getString("status")), row.getLong("n")))
                .forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Long::sum));
        return counts;
    }

    private static DeliveryView read(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
        Delivery delivery = new Delivery(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("filter_version"),
                Queued.status(row.getString("status")),
                new Delivery.Schedule(row.getInt("attempt_count"), 0, null, false),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("replay_id", Long.class));
        String externalId = row.getString("external_id");
        Instant finishedAt = instant(row, "finished_at");
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
