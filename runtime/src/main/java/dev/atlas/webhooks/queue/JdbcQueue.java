package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcIds;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table {@code atlas_queue}: the deliveries that are not finished, and who works on them. Correctness rests on owner and
 * fence alone; {@code SKIP LOCKED} only keeps nodes out of each other's way. Waiting rows are changed only under their
 * endpoint's lock (its counter row).
 */
public final class JdbcQueue {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcQueue.class);

    static final String COLUMNS =
            """
            q.workspace_id, q.delivery_id, q.endpoint_id, q.event_id, q.event_type, q.sequence, q.filter_version, q.status,
            q.due_at, q.owner, q.fence, q.attempt_count, q.schedule_attempts, q.schedule_start, q.may_pause, q.created_at,
            q.replay_id, q.late_by""";

    private static final String INSERT =
            """
            INSERT INTO atlas_queue (workspace_id, delivery_id, endpoint_id, event_id, event_type, sequence,
                filter_version, status, due_at, owner, fence, attempt_count, schedule_attempts, schedule_start, may_pause,
                aside_at, last_status_code, created_at, replay_id, late_by)""";

    /** What a failed attempt leaves: the delivery as it goes on, pending or held. */
    public record Failed(Delivery delivery, @Nullable Instant dueAt, @Nullable Integer statusCode, Instant now) {}

    private JdbcQueue() {}

    /** Adds deliveries; those that wait behind others are announced in the backlog, so the caller holds the locks. */
    public static void insert(Handle tx, List<Queued> deliveries, Instant now) {
        JdbcRows.insert(
                tx,
                INSERT,
                deliveries.stream()
                        .map(queued -> row(queued, queued.dueAt() == null ? now : null, null))
                        .toList());
        List<EndpointId> backlog = deliveries.stream()
                .filter(Queued::isWaiting)
                .map(queued -> queued.delivery().endpoint())
                .toList();
        JdbcBacklog.add(tx, backlog);
    }

    private static Row row(Queued queued, @Nullable Instant asideAt, @Nullable Integer statusCode) {
        Delivery delivery = queued.delivery();
        Delivery.Schedule schedule = delivery.schedule();
        return new Row(
                delivery.id().workspace().value(),
                delivery.id().value(),
                delivery.endpoint().value(),
                delivery.event().value(),
                delivery.eventType(),
                delivery.sequence(),
                delivery.filterVersion(),
                queued.word(),
                millis(queued.dueAt()),
                queued.lease().owner(),
                queued.lease().fence(),
                schedule.attempts(),
                schedule.round(),
                millis(schedule.start()),
                schedule.mayPause(),
                millis(asideAt),
                statusCode,
                delivery.createdAt().toEpochMilli(),
                delivery.replayId(),
                schedule.late().toMillis());
    }

    /**
     * Due deliveries (also those whose lease has ended), oldest first, locked for this transaction. A word for its state
     * that nobody knows is written right: what is due is pending.
     *
     * @param only whose leases alone may have ended; null for anybody's
     */
    public static List<Queued> lockDue(Handle tx, Instant now, @Nullable Long only, int limit) {
        Map<DeliveryId, String> unknown = new HashMap<>();
        List<Queued> due = tx.select(
                        "SELECT " + COLUMNS + " FROM atlas_queue q WHERE q.due_at <= ?"
                                + (only == null ? "" : " AND q.owner IN (0, " + only + ")")
                                + " ORDER BY q.due_at LIMIT ? FOR UPDATE SKIP LOCKED",
                        now.toEpochMilli(),
                        limit)
                .map((row, context) -> {
                    Queued queued = read(row);
                    String word = row.getString("status");
                    if (!Queued.isKnown(word)) {
                        unknown.put(queued.delivery().id(), word);
                    }
                    return queued;
                })
                .list();
        unknown.forEach((id, word) -> writePending(tx, id, word));
        return due;
    }

    private static void writePending(Handle tx, DeliveryId id, String unknown) {
        LOG.warn(
                "Delivery {} is due and has the unknown status '{}' in atlas_queue; it counts as pending from now on."
                        + " Find out who writes to that table",
                id,
                unknown);
        tx.execute(
                "UPDATE atlas_queue SET status = 'pending' WHERE workspace_id = ? AND delivery_id = ?",
                id.workspace().value(),
                id.value());
    }

    /**
     * Of each endpoint the waiting deliveries with the lowest sequences; the caller holds the endpoints' locks.
     *
     * @param most how many of each endpoint
     */
    public static List<Queued> firstWaiting(Handle tx, WorkspaceId workspace, SortedMap<EndpointId, Integer> most) {
        List<EndpointId> one = new ArrayList<>();
        List<String> selects = new ArrayList<>();
        most.forEach((endpoint, count) -> {
            if (count == 1) {
                one.add(endpoint);
            } else {
                selects.add("(SELECT %s FROM atlas_queue q WHERE %s ORDER BY q.sequence LIMIT %d)"
                        .formatted(COLUMNS, waitingFor(workspace.value(), endpoint.value()), count));
            }
        });
        List<DeliveryId> firsts = one.isEmpty() ? List.of() : firstWaiting(tx, workspace, one);
        if (!firsts.isEmpty()) {
            // First, or those with many would have taken the last places.
            selects.add(0, "(SELECT %s FROM atlas_queue q WHERE %s)".formatted(COLUMNS, those(workspace, firsts)));
        }
        return selects.isEmpty() ? List.of() : JdbcIds.query(tx, String.join(" UNION ALL ", selects), JdbcQueue::read);
    }

    /** Planned once for all endpoints, which takes as long as it does to find the rows of ten. */
    private static List<DeliveryId> firstWaiting(Handle tx, WorkspaceId workspace, List<EndpointId> endpoints) {
        String first =
                """
                SELECT (SELECT q.delivery_id FROM atlas_queue q FORCE INDEX (of_endpoint)
                         WHERE %s ORDER BY q.sequence LIMIT 1)
                  FROM atlas_endpoint_sequence s WHERE s.workspace_id = %d AND s.endpoint_id IN %s"""
                        .formatted(
                                waitingFor("s.workspace_id", "s.endpoint_id"),
                                workspace.value(),
                                JdbcIds.in(endpoints.stream()
                                        .map(EndpointId::value)
                                        .toList()));
        return JdbcIds.query(tx, first, row -> Optional.ofNullable(row.getObject(1, Long.class))).stream()
                .flatMap(Optional::stream)
                .map(id -> new DeliveryId(workspace, id))
                .toList();
    }

    private static String waitingFor(Object workspace, Object endpoint) {
        return "q.workspace_id = %s AND q.endpoint_id = %s AND q.status = 'waiting'".formatted(workspace, endpoint);
    }

    /**
     * Claims locked deliveries of one workspace: new owner, fence + 1, due again when the lease ends; see
     * {@link Queued#caughtUp}.
     */
    public static void claim(
            Handle tx,
            WorkspaceId workspace,
            Collection<DeliveryId> deliveries,
            long owner,
            Instant now,
            Instant leaseUntil) {
        if (deliveries.isEmpty()) {
            return;
        }
        JdbcIds.update(
                tx,
                "UPDATE atlas_queue SET %s, status = 'pending', owner = %d, fence = fence + 1, due_at = %d WHERE %s"
                        .formatted(caughtUp(now), owner, leaseUntil.toEpochMilli(), those(workspace, deliveries)));
    }

    /** What {@link Queued#caughtUp} does; stands before {@code due_at} is changed. */
    private static String caughtUp(Instant now) {
        return "late_by = late_by + IF(schedule_start IS NOT NULL AND due_at < %d, %d - due_at, 0)"
                .formatted(now.minus(Queued.LATE).toEpochMilli(), now.toEpochMilli());
    }

    /** Locks deliveries of one workspace and tells how each stands now; those that are not in the queue are absent. */
    public static Map<DeliveryId, Lease> lockLeases(
            Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        Map<DeliveryId, Lease> leases = new HashMap<>();
        JdbcIds.query(
                tx,
                "SELECT delivery_id, owner, fence FROM atlas_queue WHERE " + those(workspace, deliveries)
                        + " ORDER BY delivery_id FOR UPDATE",
                row -> leases.put(new DeliveryId(workspace, row.getLong(1)), new Lease(row.getLong(2), row.getInt(3))));
        return leases;
    }

    /** One delivery, locked until the transaction ends. */
    public static Optional<Queued> lock(Handle tx, DeliveryId id) {
        return tx.select(
                        "SELECT " + COLUMNS
                                + " FROM atlas_queue q WHERE q.workspace_id = ? AND q.delivery_id = ? FOR UPDATE",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Writes what failed attempts leave, in one statement; nobody works on them any more. */
    public static void fail(Handle tx, List<Failed> failed) {
        List<Row> rows = new ArrayList<>();
        for (Failed each : failed) {
            boolean held = each.delivery().status() == DeliveryStatus.HELD;
            rows.add(row(
                    new Queued(each.delivery(), Lease.FREE, each.dueAt()),
                    held ? each.now() : null,
                    each.statusCode()));
        }
        JdbcRows.insert(
                tx,
                INSERT,
                """
                ON DUPLICATE KEY UPDATE status = VALUES(status), due_at = VALUES(due_at), owner = 0,
                    attempt_count = VALUES(attempt_count), schedule_attempts = VALUES(schedule_attempts),
                    schedule_start = VALUES(schedule_start), late_by = VALUES(late_by), aside_at = VALUES(aside_at),
                    last_status_code = VALUES(last_status_code)""",
                rows);
    }

    /** Gives claimed or due deliveries of one workspace back, due at that time. */
    public static void release(Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries, Instant dueAt) {
        if (deliveries.isEmpty()) {
            return;
        }
        JdbcIds.update(
                tx,
                "UPDATE atlas_queue SET owner = 0, due_at = %d WHERE %s"
                        .formatted(dueAt.toEpochMilli(), those(workspace, deliveries)));
    }

    /**
     * Puts due deliveries of one workspace off until that time, because of us: their retries come by as much later, see
     * {@link Queued#caughtUp}.
     */
    public static void putOff(Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries, Instant until) {
        if (deliveries.isEmpty()) {
            return;
        }
        JdbcIds.update(
                tx,
                """
                UPDATE atlas_queue
                   SET late_by = late_by + IF(schedule_start IS NOT NULL AND due_at < %1$d, %1$d - due_at, 0), owner = 0,
                       due_at = %1$d
                 WHERE %2$s"""
                        .formatted(until.toEpochMilli(), those(workspace, deliveries)));
    }

    /** Lets deliveries of one workspace wait until their endpoints take more; the caller holds the endpoints' locks. */
    public static void putBehind(Handle tx, WorkspaceId workspace, Collection<Delivery> deliveries, Instant now) {
        if (deliveries.isEmpty()) {
            return;
        }
        List<DeliveryId> ids = deliveries.stream().map(Delivery::id).toList();
        JdbcIds.update(
                tx,
                "UPDATE atlas_queue SET %s, status = 'waiting', owner = 0, due_at = NULL, aside_at = %d WHERE %s"
                        .formatted(caughtUp(now), now.toEpochMilli(), those(workspace, ids)));
        JdbcBacklog.add(tx, deliveries.stream().map(Delivery::endpoint).toList());
    }

    /** Removes deliveries of one workspace; the caller writes them to the log. */
    public static void delete(Handle tx, WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        JdbcIds.update(tx, "DELETE FROM atlas_queue WHERE " + those(workspace, deliveries));
    }

    /**
     * Those of the endpoints of one workspace that have a delivery which may be attempted, or is.
     *
     * @param orWaiting whether one that waits counts too
     */
    public static Set<EndpointId> busy(
            Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, boolean orWaiting) {
        if (endpoints.isEmpty()) {
            return new HashSet<>();
        }
        String one =
                """
                (SELECT endpoint_id FROM atlas_queue
                  WHERE workspace_id = ? AND endpoint_id = ? AND status IN ('pending'%s) LIMIT 1)"""
                        .formatted(orWaiting ? ", 'waiting'" : "");
        try (var query =
                tx.createQuery(endpoints.stream().map(endpoint -> one).collect(Collectors.joining(" UNION ALL ")))) {
            int position = 0;
            for (EndpointId endpoint : endpoints) {
                query.bind(position++, workspace.value());
                query.bind(position++, endpoint.value());
            }
            return new HashSet<>(query.map((row, context) -> new EndpointId(workspace, row.getLong(1)))
                    .list());
        }
    }

    /** When the longest-waiting delivery was due, or the next one will be, in epoch milliseconds; empty without any. */
    public static Optional<Long> firstDue(Handle tx) {
        return tx.select("SELECT MIN(due_at) FROM atlas_queue")
                .mapTo(Long.class)
                .findFirst();
    }

    static Queued read(ResultSet row) throws SQLException {
        Long start = row.getObject("schedule_start", Long.class);
        Long due = row.getObject("due_at", Long.class);
        WorkspaceId workspace = new WorkspaceId(row.getLong("workspace_id"));
        Delivery delivery = new Delivery(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("filter_version"),
                Queued.status(row.getString("status")),
                new Delivery.Schedule(
                        Math.max(0, row.getInt("attempt_count")),
                        Math.max(0, row.getInt("schedule_attempts")),
                        start == null ? null : Instant.ofEpochMilli(start),
                        Duration.ofMillis(row.getLong("late_by")),
                        row.getBoolean("may_pause")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getObject("replay_id", Long.class));
        return new Queued(
                delivery,
                new Lease(row.getLong("owner"), row.getInt("fence")),
                due == null ? null : Instant.ofEpochMilli(due));
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static String those(WorkspaceId workspace, Collection<DeliveryId> deliveries) {
        return "workspace_id = %d AND delivery_id IN %s"
                .formatted(
                        workspace.value(),
                        JdbcIds.in(deliveries.stream().map(DeliveryId::value).toList()));
    }
}
