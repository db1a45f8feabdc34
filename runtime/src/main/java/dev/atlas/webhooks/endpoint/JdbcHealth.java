package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_endpoint_health}: the streak of each endpoint, written with the settlements. */
public final class JdbcHealth {
    private static final int MAX_ERROR = 1000;

    /** The streak as it stands. */
    public record Health(@Nullable Instant lastSuccessAt, @Nullable Instant failingSince, @Nullable String lastError) {}

    private JdbcHealth() {}

    /** The endpoint took something at that time. */
    public static void succeeded(Handle tx, EndpointId endpoint, Instant at) {
        succeeded(tx, new TreeMap<>(Map.of(endpoint, at)));
    }

    /** The endpoints took something at these times. */
    public static void succeeded(Handle tx, SortedMap<EndpointId, Instant> last) {
        JdbcRows.insert(
                tx,
                "INSERT INTO atlas_endpoint_health (workspace_id, endpoint_id, last_success_at)",
                """
                ON DUPLICATE KEY UPDATE failing_since = NULL,
                    last_success_at = GREATEST(COALESCE(last_success_at, 0), VALUES(last_success_at))""",
                last.entrySet().stream()
                        .map(entry -> new Row(
                                entry.getKey().workspace().value(),
                                entry.getKey().value(),
                                entry.getValue().toEpochMilli()))
                        .toList());
    }

    /** How an endpoint failed. */
    public record Failure(Instant at, String error) {}

    /** The endpoint failed at that time. */
    public static void failed(Handle tx, EndpointId endpoint, Instant at, String error) {
        failed(tx, new TreeMap<>(Map.of(endpoint, new Failure(at, error))));
    }

    /** The endpoints failed so. A streak does not begin with what began before the last success. */
    public static void failed(Handle tx, SortedMap<EndpointId, Failure> last) {
        JdbcRows.insert(
                tx,
                "INSERT INTO atlas_endpoint_health (workspace_id, endpoint_id, failing_since, last_error)",
                """
                ON DUPLICATE KEY UPDATE failing_since = COALESCE(failing_since,
                        IF(VALUES(failing_since) < last_success_at, NULL, VALUES(failing_since))),
                    last_error = VALUES(last_error)""",
                last.entrySet().stream()
                        .map(entry -> new Row(
                                entry.getKey().workspace().value(),
                                entry.getKey().value(),
                                entry.getValue().at().toEpochMilli(),
                                cut(entry.getValue().error())))
                        .toList());
    }

    private static String cut(String error) {
        return error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    }

    /** People know that the endpoint is in trouble, so they will be told when it is not any more. */
    public static void told(Handle tx, EndpointId endpoint, Instant at) {
        tx.execute(
                "UPDATE atlas_endpoint_health SET told_at = ? WHERE workspace_id = ? AND endpoint_id = ?",
                at.toEpochMilli(),
                endpoint.workspace().value(),
                endpoint.value());
    }

    /**
     * Active endpoints that have failed since then or longer, are still being tried, and of whom nobody was told yet; locks
     * their streaks. No EXISTS, and the index forced: see {@link dev.atlas.webhooks.queue.JdbcBacklog#overdue}.
     */
    public static List<EndpointId> lockFailing(Handle tx, Instant since, int limit) {
        return ids(tx.select(
                """
                        SELECT h.workspace_id, h.endpoint_id FROM atlas_endpoint_health h
                          JOIN atlas_endpoint e ON e.workspace_id = h.workspace_id AND e.endpoint_id = h.endpoint_id
                         WHERE h.failing_since <= ? AND h.told_at IS NULL AND e.status = 'active'
                           AND (SELECT 1 FROM atlas_queue q FORCE INDEX (of_endpoint)
                                 WHERE q.workspace_id = h.workspace_id AND q.endpoint_id = h.endpoint_id
                                   AND q.status IN ('pending', 'waiting') LIMIT 1) = 1
                         ORDER BY h.failing_since LIMIT ? FOR UPDATE SKIP LOCKED""",
                since.toEpochMilli(),
                limit));
    }

    /**
     * Endpoints in service that take deliveries again after people were told; they count as known to have recovered. A
     * paused one has not, though an attempt that was under way then may have succeeded.
     */
    public static List<EndpointId> takeRecovered(Handle tx, int limit) {
        List<EndpointId> recovered = ids(tx.select(
                """
                        SELECT h.workspace_id, h.endpoint_id FROM atlas_endpoint_health h
                         WHERE h.told_at IS NOT NULL AND h.failing_since IS NULL
                           AND (SELECT e.status FROM atlas_endpoint e
                                 WHERE e.workspace_id = h.workspace_id AND e.endpoint_id = h.endpoint_id) NOT IN ('paused', 'disabled')
                         LIMIT ? FOR UPDATE SKIP LOCKED""",
                limit));
        recovered.forEach(endpoint -> tx.execute(
                "UPDATE atlas_endpoint_health SET told_at = NULL WHERE workspace_id = ? AND endpoint_id = ?",
                endpoint.workspace().value(),
                endpoint.value()));
        return recovered;
    }

    /** The endpoint's streak counts from that time on: nothing could be sent to it before. */
    public static void failsOnlySince(Handle tx, EndpointId endpoint, Instant at) {
        tx.execute(
                "UPDATE atlas_endpoint_health SET failing_since = ? WHERE workspace_id = ? AND endpoint_id = ?",
                at.toEpochMilli(),
                endpoint.workspace().value(),
                endpoint.value());
    }

    private static List<EndpointId> ids(Query query) {
        return query.map((row, context) -> new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /** Reads the streak. */
    public static Health read(Handle tx, EndpointId endpoint) {
        return tx.select(
                        """
                        SELECT last_success_at, failing_since, last_error FROM atlas_endpoint_health
                         WHERE workspace_id = ? AND endpoint_id = ?""",
                        endpoint.workspace().value(),
                        endpoint.value())
                .map((row, context) -> new Health(
                        instant(row.getObject("last_success_at", Long.class)),
                        instant(row.getObject("failing_since", Long.class)),
                        row.getString("last_error")))
                .one();
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return Optional.ofNullable(millis).map(Instant::ofEpochMilli).orElse(null);
    }
}
