package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_delivery}: the engine's side of it (the log's queries are in {@code admin}). */
public final class JdbcDeliveries {
    /** The columns that {@link #read} needs, for queries that add some of their own. */
    public static final String COLUMNS =
            """
            d.workspace_id, d.delivery_id, d.endpoint_id, d.event_id, d.event_type, d.sequence, d.filter_version,
            d.status, d.attempt_count, d.schedule_attempts, d.schedule_start, d.may_pause, d.created_at""";

    /** What a settlement writes. Times are null where they do not apply. */
    public record Change(
            DeliveryId id,
            DeliveryStatus status,
            Delivery.Schedule schedule,
            @Nullable Integer statusCode,
            @Nullable Instant nextAttemptAt,
            @Nullable Instant finishedAt,
            @Nullable String deadReason) {}

    /** A delivery with its event. */
    public record WithEvent(Delivery delivery, StoredEvent event) {}

    private JdbcDeliveries() {}

    /** Adds fresh deliveries in one batch; pending ones are due now. */
    public static void insert(Handle tx, List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try (var batch = tx.prepareBatch(
                """
                INSERT INTO atlas_delivery (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                    filter_version, status, may_pause, held_at, next_attempt_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (Delivery delivery : deliveries) {
                long created = delivery.createdAt().toEpochMilli();
                boolean held = delivery.status() == DeliveryStatus.HELD;
                batch.add(
                        delivery.id().workspace().value(),
                        delivery.id().value(),
                        delivery.endpoint().value(),
                        delivery.event().value(),
                        delivery.eventType(),
                        delivery.sequence(),
                        delivery.filterVersion(),
                        delivery.status().word(),
                        delivery.schedule().mayPause(),
                        held ? created : null,
                        held ? null : created,
                        created);
            }
            batch.execute();
        }
    }

    /** Loads deliveries of one workspace with their events. */
    public static List<WithEvent> load(Handle tx, WorkspaceId workspace, Collection<DeliveryId> ids) {
        try (var query = tx.createQuery(
                "SELECT " + COLUMNS + ", " + JdbcEvents.COLUMNS
                        + """
                  FROM atlas_delivery d
                  JOIN atlas_event e ON e.workspace_id = d.workspace_id AND e.event_id = d.event_id
                 WHERE d.workspace_id = :workspace AND d.delivery_id IN (<ids>)""")) {
            return query.bind("workspace", workspace.value())
                    .bindList("ids", ids.stream().map(DeliveryId::value).toList())
                    .map((row, context) -> new WithEvent(read(row), JdbcEvents.read(row)))
                    .list();
        }
    }

    /** One delivery, with its row locked until the transaction ends. */
    public static Optional<Delivery> lock(Handle tx, DeliveryId id) {
        return tx.select(
                        "SELECT " + COLUMNS
                                + " FROM atlas_delivery d WHERE d.workspace_id = ? AND d.delivery_id = ? FOR UPDATE",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Writes the verdicts of a settlement in one batch. */
    public static void apply(Handle tx, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try (var batch = tx.prepareBatch(
                """
                UPDATE atlas_delivery
                   SET status = ?, attempt_count = ?, schedule_attempts = ?, schedule_start = ?, may_pause = ?,
                       last_status_code = ?, next_attempt_at = ?, held_at = ?, delivered_at = ?, dead_at = ?, dead_reason = ?
                 WHERE workspace_id = ? AND delivery_id = ?""")) {
            for (Change change : changes) {
                Delivery.Schedule schedule = change.schedule();
                batch.add(
                        change.status().word(),
                        schedule.attempts(),
                        schedule.round(),
                        millis(schedule.start()),
                        schedule.mayPause(),
                        change.statusCode(),
                        millis(change.nextAttemptAt()),
                        change.status() == DeliveryStatus.HELD ? millis(change.finishedAt()) : null,
                        change.status() == DeliveryStatus.DELIVERED ? millis(change.finishedAt()) : null,
                        change.status() == DeliveryStatus.DEAD ? millis(change.finishedAt()) : null,
                        change.deadReason(),
                        change.id().workspace().value(),
                        change.id().value());
            }
            batch.execute();
        }
    }

    /** Holds what is pending for an endpoint and has no row in the queue (deleted before, or never made). */
    public static int holdUnqueued(Handle tx, EndpointId endpoint, Instant now) {
        return tx.execute(
                """
                UPDATE atlas_delivery SET status = 'held', held_at = ?, next_attempt_at = NULL
                 WHERE workspace_id = ? AND endpoint_id = ? AND status = 'pending'
                   AND NOT EXISTS (SELECT 1 FROM atlas_due q
                                    WHERE q.workspace_id = atlas_delivery.workspace_id
                                      AND q.delivery_id = atlas_delivery.delivery_id)""",
                now.toEpochMilli(),
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** Cancels everything of an endpoint that is not finished; attempts under way are not waited for. */
    public static int cancelUnfinished(Handle tx, EndpointId endpoint) {
        tx.execute(
                "DELETE FROM atlas_due WHERE workspace_id = ? AND endpoint_id = ?",
                endpoint.workspace().value(),
                endpoint.value());
        return tx.execute(
                """
                UPDATE atlas_delivery SET status = 'cancelled', held_at = NULL, next_attempt_at = NULL
                 WHERE workspace_id = ? AND endpoint_id = ? AND status IN ('pending', 'held')""",
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** The held deliveries with the lowest sequences. */
    public static List<Delivery> firstHeld(Handle tx, EndpointId endpoint, int limit) {
        return firstOf(tx, endpoint, DeliveryStatus.HELD, limit);
    }

    /** The pending delivery with the lowest sequence: the next of a serialized endpoint. */
    public static Optional<Delivery> firstPending(Handle tx, EndpointId endpoint) {
        return firstOf(tx, endpoint, DeliveryStatus.PENDING, 1).stream().findFirst();
    }

    private static List<Delivery> firstOf(Handle tx, EndpointId endpoint, DeliveryStatus status, int limit) {
        return tx.select(
                        "SELECT " + COLUMNS
                                + """
                                  FROM atlas_delivery d
                                 WHERE d.workspace_id = ? AND d.endpoint_id = ? AND d.status = ?
                                 ORDER BY d.sequence LIMIT ?""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        status.word(),
                        limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** Makes held deliveries pending, due now; their retry schedules move on by the time they were held. */
    public static void unhold(Handle tx, WorkspaceId workspace, Collection<DeliveryId> ids, Instant now) {
        if (ids.isEmpty()) {
            return;
        }
        try (var update = tx.createUpdate(
                """
                UPDATE atlas_delivery
                   SET schedule_start = schedule_start + (:now - held_at), status = 'pending', held_at = NULL,
                       next_attempt_at = :now
                 WHERE workspace_id = :workspace AND status = 'held' AND delivery_id IN (<ids>)""")) {
            update.bind("now", now.toEpochMilli())
                    .bind("workspace", workspace.value())
                    .bindList("ids", ids.stream().map(DeliveryId::value).toList())
                    .execute();
        }
    }

    /** Whether nothing is pending for an endpoint. */
    public static boolean isIdle(Handle tx, EndpointId endpoint) {
        return firstPending(tx, endpoint).isEmpty();
    }

    /** How many deliveries of an endpoint are in a state. */
    public static long count(Handle tx, EndpointId endpoint, DeliveryStatus status) {
        return tx.select(
                        "SELECT COUNT(*) FROM atlas_delivery WHERE workspace_id = ? AND endpoint_id = ? AND status = ?",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        status.word())
                .mapTo(Long.class)
                .one();
    }

    /** Reads {@link #COLUMNS} of the current row. */
    public static Delivery read(ResultSet row) throws SQLException {
        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
        Long start = row.getObject("schedule_start", Long.class);
        return new Delivery(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("filter_version"),
                DeliveryStatus.of(row.getString("status")).orElseThrow(),
                new Delivery.Schedule(
                        row.getInt("attempt_count"),
                        row.getInt("schedule_attempts"),
                        start == null ? null : Instant.ofEpochMilli(start),
                        row.getBoolean("may_pause")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }
}
