package dev.atlas.webhooks.stats;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Tables {@code atlas_stats_minute} and {@code atlas_stats_hour}. */
public final class JdbcStats {
    private static final List<String> COUNTERS = counters();

    /** The counters' columns added up, under their own names. */
    private static final String SUMS =
            COUNTERS.stream().map(column -> "SUM(" + column + ") AS " + column).collect(Collectors.joining(", "));

    private static final String COLUMNS = String.join(", ", COUNTERS);

    /** What happened in one step of time at an endpoint with events of one type. */
    public record Slot(EndpointId endpoint, Instant at, String eventType, Counts counts) {}

    private static final String ADD = COUNTERS.stream()
            .map(column -> "%1$s = %1$s + VALUES(%1$s)".formatted(column))
            .collect(Collectors.joining(", ", "ON DUPLICATE KEY UPDATE ", ""));

    private JdbcStats() {}

    private static List<String> counters() {
        List<String> columns = new ArrayList<>(List.of("attempts", "delivered", "dead", "responses", "latency_ms"));
        IntStream.range(0, Latencies.BUCKETS).forEach(bucket -> columns.add("h" + bucket));
        return List.copyOf(columns);
    }

    /** Adds what one settlement counted, in one statement. */
    public static void add(Handle tx, WorkspaceId workspace, int node, Instant now, Tally tally) {
        if (tally.counts().isEmpty()) {
            return;
        }
        List<Row> rows = new ArrayList<>();
        tally.counts().forEach((key, counts) -> {
            List<Object> values = new ArrayList<>();
            values.addAll(List.of(workspace.value(), key.endpoint(), minute(now), key.eventType(), node));
            values.addAll(List.of(counts.attempts(), counts.delivered(), counts.dead()));
            values.addAll(List.of(counts.latencies().count(), counts.latencies().sum()));
            for (int bucket = 0; bucket < Latencies.BUCKETS; bucket++) {
                values.add(counts.latencies().bucket(bucket));
            }
            rows.add(new Row(values.toArray()));
        });
        JdbcRows.insert(
                tx,
                "INSERT INTO atlas_stats_minute (workspace_id, endpoint_id, minute, event_type, node, " + COLUMNS + ")",
                ADD,
                rows);
    }

    /** Stands for the whole workspace where an endpoint is asked for. */
    public static EndpointId all(WorkspaceId workspace) {
        return new EndpointId(workspace, Tally.EVERY_ENDPOINT);
    }

    /** The counters of endpoints of a workspace by step and type; steps in which nothing happened are absent. */
    public static List<Slot> minutes(
            Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, Instant since, Duration step) {
        return read(
                tx,
                "SELECT endpoint_id, minute DIV :step AS slot, event_type, " + SUMS
                        + """
                           FROM atlas_stats_minute
                          WHERE workspace_id = :workspace AND endpoint_id IN (<endpoints>) AND minute >= :since
                          GROUP BY endpoint_id, slot, event_type""",
                workspace,
                endpoints,
                step,
                Map.<String, Object>of("step", step.toMinutes(), "since", minute(since)));
    }

    /** The same from the hours, up to but without {@code until}. */
    public static List<Slot> hours(
            Handle tx,
            WorkspaceId workspace,
            Collection<EndpointId> endpoints,
            Instant since,
            Instant until,
            Duration step) {
        return read(
                tx,
                "SELECT endpoint_id, hour DIV :step AS slot, event_type, " + SUMS
                        + """
                           FROM atlas_stats_hour
                          WHERE workspace_id = :workspace AND endpoint_id IN (<endpoints>)
                                AND hour >= :since AND hour < :until
                          GROUP BY endpoint_id, slot, event_type""",
                workspace,
                endpoints,
                step,
                Map.<String, Object>of("step", step.toHours(), "since", hour(since), "until", hour(until)));
    }

    private static List<Slot> read(
            Handle tx,
            String text,
            WorkspaceId workspace,
            Collection<EndpointId> endpoints,
            Duration step,
            Map<String, Object> bindings) {
        if (endpoints.isEmpty()) {
            return List.of();
        }
        try (Query query = tx.createQuery(text)) {
            return query.bind("workspace", workspace.value())
                    .bindMap(bindings)
                    .bindList(
                            "endpoints",
                            endpoints.stream().map(EndpointId::value).toList())
                    .map((row, context) -> new Slot(
                            new EndpointId(workspace, row.getLong("endpoint_id")),
                            Instant.ofEpochSecond(row.getLong("slot") * step.toSeconds()),
                            row.getString("event_type"),
                            counts(row)))
                    .list();
        }
    }

    private static Counts counts(ResultSet row) throws SQLException {
        long[] buckets = new long[Latencies.BUCKETS];
        for (int bucket = 0; bucket < buckets.length; bucket++) {
            buckets[bucket] = row.getLong("h" + bucket);
        }
        return new Counts(
                row.getLong("attempts"),
                row.getLong("delivered"),
                row.getLong("dead"),
                new Latencies(row.getLong("responses"), row.getLong("latency_ms"), buckets));
    }

    /** Sums an hour up from its minutes; doing it again gives the same. */
    public static void rollUp(Handle tx, Instant anyTimeInIt) {
        int hour = hour(anyTimeInIt);
        tx.execute(
                "INSERT INTO atlas_stats_hour (workspace_id, endpoint_id, hour, event_type, " + COLUMNS + ")"
                        + " SELECT workspace_id, endpoint_id, ?, event_type, " + SUMS
                        + """
                           FROM atlas_stats_minute WHERE minute >= ? AND minute < ?
                          GROUP BY workspace_id, endpoint_id, event_type"""
                        + " ON DUPLICATE KEY UPDATE "
                        + COUNTERS.stream()
                                .map(column -> "%1$s = VALUES(%1$s)".formatted(column))
                                .collect(Collectors.joining(", ")),
                hour,
                hour * 60,
                (hour + 1) * 60);
    }

    private static int minute(Instant time) {
        return (int) (time.getEpochSecond() / 60);
    }

    private static int hour(Instant time) {
        return (int) (time.getEpochSecond() / 3600);
    }
}
