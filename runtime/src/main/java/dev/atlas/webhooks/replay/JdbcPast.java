package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Looks for what a replay brings back, in the log of finished deliveries and among the events. */
public final class JdbcPast {
    /** Most that {@link #count} counts. */
    public static final int MOST_COUNTED = 1_000_000;

    private JdbcPast() {}

    /**
     * A stretch of the log.
     *
     * @param border the last number in it; null for all that come
     */
    record Stretch(long after, @Nullable Long border) {}

    /** The number that so many rows of the selection's states lie before, whatever else is asked of them; null without one. */
    static @Nullable Long border(Handle tx, WorkspaceId workspace, Selection selection, long after, int rows) {
        Long border = null;
        for (String status : selection.statuses()) {
            Long one = tx.select(
                            """
                            SELECT delivery_id FROM atlas_delivery
                             WHERE workspace_id = ? AND status = ? AND delivery_id > ? AND delivery_id < ?
                             ORDER BY delivery_id LIMIT 1 OFFSET ?""",
                            workspace.value(),
                            status,
                            after,
                            IdSource.lowestAt(selection.until()),
                            rows - 1)
                    .mapTo(Long.class)
                    .findFirst()
                    .orElse(null);
            border = border == null || (one != null && one < border) ? one : border;
        }
        return border;
    }

    /**
     * Finished deliveries in the order of their numbers, which is the order in which they were routed. Every state is asked
     * for by itself, so that the index gives them in that order.
     */
    static List<Past> finished(Handle tx, WorkspaceId workspace, Selection selection, Stretch stretch, int limit) {
        List<Past> found = new ArrayList<>();
        for (String status : selection.statuses()) {
            try (Query query = tx.createQuery("SELECT d.* FROM atlas_delivery d" + conditions(selection)
                    + " AND d.delivery_id <= :border ORDER BY d.delivery_id LIMIT :limit")) {
                found.addAll(bind(query, workspace, selection, status, stretch.after())
                        .bind("border", stretch.border() == null ? Long.MAX_VALUE : stretch.border())
                        .bind("limit", limit)
                        .map((row, context) -> past(row))
                        .list());
            }
        }
        found.sort(Comparator.comparing(past -> past.delivery().id()));
        return found.size() <= limit ? found : found.subList(0, limit);
    }

    private static Past past(ResultSet row) throws SQLException {
        return new Past(JdbcDeliveries.read(row), Instant.ofEpochMilli(row.getLong("finished_at")));
    }

    /** How many there are, counted up to {@link #MOST_COUNTED}; a filter is not asked. */
    public static long count(Handle tx, WorkspaceId workspace, Selection selection) {
        long count = 0;
        for (String status : selection.statuses()) {
            try (Query query = tx.createQuery("SELECT COUNT(*) FROM (SELECT 1 FROM atlas_delivery d"
                    + conditions(selection) + " LIMIT :limit) AS some")) {
                count += bind(query, workspace, selection, status, start(selection))
                        .bind("limit", MOST_COUNTED + 1 - count)
                        .mapTo(Long.class)
                        .one();
            }
        }
        return count;
    }

    /** What is before the first one. */
    public static long start(Selection selection) {
        return IdSource.lowestAt(selection.since()) - 1;
    }

    private static String conditions(Selection selection) {
        StringBuilder conditions = new StringBuilder(" WHERE d.workspace_id = :workspace AND d.status = :status"
                + " AND d.delivery_id > :after AND d.delivery_id < :end");
        if (selection.endpoint() != null) {
            conditions.append(" AND d.endpoint_id = :endpoint");
        }
        if (selection.code() != null) {
            conditions.append(" AND d.last_status_code = :code");
        }
        if (selection.cause() != null) {
            conditions.append(" AND d.dead_cause = :cause");
        }
        if (!selection.ids().isEmpty()) {
            conditions.append(" AND d.delivery_id IN (<ids>)");
        }
        return conditions.toString();
    }

    private static Query bind(Query query, WorkspaceId workspace, Selection selection, String status, long after) {
        query.bind("workspace", workspace.value())
                .bind("status", status)
                .bind("after", after)
                .bind("end", IdSource.lowestAt(selection.until()));
        if (selection.endpoint() != null) {
            query.bind("endpoint", selection.endpoint());
        }
        if (selection.code() != null) {
            query.bind("code", selection.code());
        }
        if (selection.cause() != null) {
            query.bind("cause", selection.cause());
        }
        return selection.ids().isEmpty() ? query : query.bindList("ids", selection.ids());
    }

    /** Those of the deliveries that are still as they were found, locked until the transaction ends. */
    static List<Past> lock(Handle tx, List<Past> found) {
        if (found.isEmpty()) {
            return found;
        }
        try (Query query = tx.createQuery(
                """
                SELECT d.* FROM atlas_delivery d WHERE d.workspace_id = :workspace AND d.delivery_id IN (<ids>)
                   AND d.finished_at BETWEEN :earliest AND :latest ORDER BY d.delivery_id FOR UPDATE""")) {
            return query
                    .bind("workspace", found.get(0).delivery().id().workspace().value())
                    .bind("earliest", earliest(found).toEpochMilli())
                    .bind("latest", latest(found).toEpochMilli())
                    .bindList(
                            "ids",
                            found.stream()
                                    .map(past -> past.delivery().id().value())
                                    .toList())
                    .map((row, context) -> past(row))
                    .list()
                    .stream()
                    .filter(found::contains)
                    .toList();
        }
    }

    /** When the first of them ended. */
    static Instant earliest(List<Past> found) {
        return found.stream()
                .map(Past::finishedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** When the last of them ended. */
    static Instant latest(List<Past> found) {
        return found.stream()
                .map(Past::finishedAt)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** The numbers of events, in their order. */
    static List<EventId> events(Handle tx, WorkspaceId workspace, Instant until, long after, int limit) {
        return tx.select(
                        """
                        SELECT event_id FROM atlas_event
                         WHERE workspace_id = ? AND event_id > ? AND event_id < ? ORDER BY event_id LIMIT ?""",
                        workspace.value(),
                        after,
                        IdSource.lowestAt(until),
                        limit)
                .map((row, context) -> new EventId(workspace, row.getLong(1)))
                .list();
    }

    /** Of which of the events the endpoint has a delivery, finished or not. */
    static Set<EventId> delivered(Handle tx, EndpointId endpoint, List<EventId> events) {
        Set<EventId> delivered = new HashSet<>();
        if (events.isEmpty()) {
            return delivered;
        }
        for (String table : List.of("atlas_queue", "atlas_delivery")) {
            try (Query query = tx.createQuery("SELECT event_id FROM " + table
                    + " WHERE workspace_id = :workspace AND event_id IN (<events>) AND endpoint_id = :endpoint")) {
                query.bind("workspace", endpoint.workspace().value())
                        .bind("endpoint", endpoint.value())
                        .bindList("events", events.stream().map(EventId::value).toList())
                        .map((row, context) -> new EventId(endpoint.workspace(), row.getLong(1)))
                        .forEach(delivered::add);
            }
        }
        return delivered;
    }

    /** Whether so many events wait to be routed. */
    static boolean eventsWait(Handle tx, int many) {
        return tx.select("SELECT COUNT(*) FROM (SELECT 1 FROM atlas_outbox LIMIT ?) AS some", many)
                        .mapTo(Integer.class)
                        .one()
                >= many;
    }

    /** Whether so many deliveries wait to be claimed that a replay should not add to them. */
    static boolean queueIsFull(Handle tx, Instant now, int most) {
        return tx.select(
                                """
                                SELECT COUNT(*) FROM (SELECT 1 FROM atlas_queue WHERE due_at <= ? AND owner = 0 LIMIT ?) AS some""",
                                now.toEpochMilli(),
                                most)
                        .mapTo(Integer.class)
                        .one()
                >= most;
    }
}
