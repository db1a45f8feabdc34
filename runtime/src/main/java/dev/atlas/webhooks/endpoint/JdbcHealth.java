package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
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
