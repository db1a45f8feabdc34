package dev.atlas.webhooks.attempt;

import dev.atlas.webhooks.identity.AttemptId;
import dev.atlas.webhooks.identity.DeliveryId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code atlas_attempt}: append-only. */
public final class JdbcAttempts {
    private static final int MAX_ERROR = 1000;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<Header>> HEADERS = new TypeReference<>() {};

    private JdbcAttempts() {}

    /** Adds attempts in one batch. */
    public static void insert(Handle tx, List<AttemptRecord> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        try (var batch = tx.prepareBatch(
                """
                INSERT INTO atlas_attempt (workspace_id, delivery_id, attempt_id, number, started_at, duration_ms,
                    request_headers, dns_ms, connect_ms, tls_ms, first_byte_ms, remote_address,
                    status_code, response_headers, response_body, response_truncated, error, failure)
                VALUES (:workspace, :delivery, :attempt, :number, :startedAt, :duration,
                    :requestHeaders, :dns, :connect, :tls, :firstByte, :remoteAddress,
                    :status, :responseHeaders, :responseBody, :truncated, :error, :failure)""")) {
            for (AttemptRecord attempt : attempts) {
                AttemptResult result = attempt.result();
                PhaseTimings phases = result.phases();
                batch.bind("workspace", attempt.delivery().workspace().value())
                        .bind("delivery", attempt.delivery().value())
                        .bind("attempt", attempt.id().value())
                        .bind("number", attempt.number())
                        .bind("startedAt", result.startedAt().toEpochMilli())
                        .bind("duration", phases.total().toMillis())
                        .bind("requestHeaders", JSON.writeValueAsString(attempt.requestHeaders()))
                        .bind("dns", millis(phases.dns()))
                        .bind("connect", millis(phases.connect()))
                        .bind("tls", millis(phases.tls()))
                        .bind("firstByte", millis(phases.firstByte()))
                        .bind("remoteAddress", result.remoteAddress());
                bindResult(batch, result).add();
            }
            batch.execute();
        }
    }

    private static PreparedBatch bindResult(PreparedBatch batch, AttemptResult result) {
        return result.when(new AttemptResult.Cases<>() {
            @Override
            public PreparedBatch responded(AttemptResult.Responded responded) {
                return batch.bind("status", responded.status())
                        .bind("responseHeaders", JSON.writeValueAsString(responded.headers()))
                        .bind("responseBody", responded.body())
                        .bind("truncated", responded.truncated())
                        .bind("error", (String) null)
                        .bind("failure", (String) null);
            }

            @Override
            public PreparedBatch failed(AttemptResult.Failed failed) {
                String message = failed.message();
                return batch.bind("status", (Integer) null)
                        .bind("responseHeaders", (String) null)
                        .bind("responseBody", (byte[]) null)
                        .bind("truncated", false)
                        .bind("error", message.length() > MAX_ERROR ? message.substring(0, MAX_ERROR) : message)
                        .bind("failure", failed.kind().name());
            }
        });
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
