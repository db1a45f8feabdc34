package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code atlas_attempt}: append-only. */
public final class JdbcAttempts {
    private static final int MAX_ERROR = 1000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Header>> HEADERS = new TypeReference<>() {};

    private JdbcAttempts() {}

    /** Adds attempts. */
    public static void insert(Handle tx, List<AttemptRecord> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        JdbcRows.insert(
                tx,
                """
                INSERT INTO atlas_attempt (workspace_id, delivery_id, attempt_id, number, started_at, duration_ms,
                    request_headers, dns_ms, connect_ms, tls_ms, first_byte_ms, remote_address,
                    status_code, response_headers, response_body, response_truncated, error, failure)""",
                attempts.stream().map(JdbcAttempts::row).toList());
    }

    private static Row row(AttemptRecord attempt) {
        return attempt.result().when(new AttemptResult.Cases<>() {
            @Override
            public Row responded(AttemptResult.Responded responded) {
                return row(
                        attempt,
                        responded.status(),
                        JSON.writeValueAsString(responded.headers()),
                        responded.body(),
                        responded.truncated(),
                        null,
                        null);
            }

            @Override
            public Row failed(AttemptResult.Failed failed) {
                String message = failed.message();
                String cut = message.length() > MAX_ERROR ? message.substring(0, MAX_ERROR) : message;
                return row(attempt, null, null, null, false, cut, failed.kind().name());
            }
        });
    }

    /** @param outcome the last six columns */
    private static Row row(AttemptRecord attempt, @Nullable Object... outcome) {
        AttemptResult result = attempt.result();
        PhaseTimings phases = result.phases();
        @Nullable
        Object[] values = {
            attempt.delivery().workspace().value(),
            attempt.delivery().value(),
            attempt.id().value(),
            attempt.number(),
            result.startedAt().toEpochMilli(),
            phases.total().toMillis(),
            JSON.writeValueAsString(attempt.requestHeaders()),
            millis(phases.dns()),
            millis(phases.connect()),
            millis(phases.tls()),
            millis(phases.firstByte()),
            result.remoteAddress()
        };
        @Nullable Object[] all = Arrays.copyOf(values, values.length + outcome.length);
        System.arraycopy(outcome, 0, all, values.length, outcome.length);
        return new Row(all);
    }

    /** The attempts of a delivery, first to last. */
    public static List<AttemptRecord> of(Handle tx, DeliveryId delivery) {
        return tx.select(
                        "SELECT * FROM atlas_attempt WHERE workspace_id = ? AND delivery_id = ? ORDER BY attempt_id",
                        delivery.workspace().value(),
                        delivery.value())
                .map((row, context) -> new AttemptRecord(
                        new AttemptId(delivery.workspace(), row.getLong("attempt_id")),
                        delivery,
                        row.getInt("number"),
                        JSON.readValue(row.getString("request_headers"), HEADERS),
                        result(row)))
                .list();
    }

    private static AttemptResult result(ResultSet row) throws SQLException {
        Trace trace = new Trace(
                Instant.ofEpochMilli(row.getLong("started_at")),
                new PhaseTimings(
                        phase(row, "dns_ms"),
                        phase(row, "connect_ms"),
                        phase(row, "tls_ms"),
                        phase(row, "first_byte_ms"),
                        Duration.ofMillis(row.getInt("duration_ms"))),
                row.getString("remote_address"));
        String failure = row.getString("failure");
        if (failure != null) {
            return new AttemptResult.Failed(trace, FailureKind.valueOf(failure), row.getString("error"));
        }
        return new AttemptResult.Responded(
                trace,
                row.getInt("status_code"),
                JSON.readValue(row.getString("response_headers"), HEADERS),
                row.getBytes("response_body"),
                row.getBoolean("response_truncated"));
    }

    private static @Nullable Duration phase(ResultSet row, String column) throws SQLException {
        Integer millis = row.getObject(column, Integer.class);
        return millis == null ? null : Duration.ofMillis(millis);
    }

    private static @Nullable Long millis(@Nullable Duration phase) {
        return phase == null ? null : phase.toMillis();
    }
}
