package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
        tx.execute(
                """
                UPDATE atlas_endpoint_health
                   SET last_success_at = GREATEST(COALESCE(last_success_at, 0), ?), failing_since = NULL
                 WHERE workspace_id = ? AND endpoint_id = ?""",
                at.toEpochMilli(),
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** The endpoint failed at that time. */
    public static void failed(Handle tx, EndpointId endpoint, Instant at, String error) {
        tx.execute(
                """
                UPDATE atlas_endpoint_health SET failing_since = COALESCE(failing_since, ?), last_error = ?
                 WHERE workspace_id = ? AND endpoint_id = ?""",
                at.toEpochMilli(),
                error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR),
                endpoint.workspace().value(),
                endpoint.value());
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
     * their streaks.
     */
    public static List<EndpointId> lockFailing(Handle tx, Instant since, int limit) {
        return ids(tx.select(
                """
                        SELECT h.workspace_id, h.endpoint_id FROM atlas_endpoint_health h
                          JOIN atlas_endpoint e ON e.workspace_id = h.workspace_id AND e.endpoint_id = h.endpoint_id
                         WHERE h.failing_since <= ? AND h.told_at IS NULL AND e.status = 'active'
                           AND EXISTS (SELECT 1 FROM atlas_due d
                                        WHERE d.workspace_id = h.workspace_id AND d.endpoint_id = h.endpoint_id)
                         ORDER BY h.failing_since LIMIT ? FOR UPDATE SKIP LOCKED""",
                since.toEpochMilli(),
                limit));
    }

    /** Endpoints that take deliveries again after people were told; they count as known to have recovered. */
    public static List<EndpointId> takeRecovered(Handle tx, int limit) {
        List<EndpointId> recovered = ids(tx.select(
                """
                        SELECT workspace_id, endpoint_id FROM atlas_endpoint_health
                         WHERE told_at IS NOT NULL AND failing_since IS NULL LIMIT ? FOR UPDATE SKIP LOCKED""",
                limit));
        recovered.forEach(endpoint -> tx.execute(
                "UPDATE atlas_endpoint_health SET told_at = NULL WHERE workspace_id = ? AND endpoint_id = ?",
                endpoint.workspace().value(),
                endpoint.value()));
        return recovered;
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
