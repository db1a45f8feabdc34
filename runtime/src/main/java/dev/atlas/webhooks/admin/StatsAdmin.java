package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.JdbcUnfinished;
import dev.atlas.webhooks.stats.Counts;
import dev.atlas.webhooks.stats.JdbcStats;
import dev.atlas.webhooks.stats.JdbcStats.Slot;
import dev.atlas.webhooks.stats.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Numbers from the roll-up counters; never counts the log. Thread-safe. */
public final class StatsAdmin {
    /** The hours before this one and the one before are summed up for certain; younger ones are read by the minute. */
    private static final Duration BY_THE_MINUTE = Duration.ofHours(1);

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final InstantSource clock;

    public StatsAdmin(Database database, JdbcEndpoints endpoints, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * The numbers of the time up to now.
     *
     * @param endpoint null for the whole workspace
     */
    public Result<StatsView> read(WorkspaceId workspace, @Nullable EndpointId endpoint, Window window) {
        return database.read(
                tx -> endpoint != null && endpoints.find(tx, endpoint).isEmpty()
                        ? new Result.NotFound<StatsView>("endpoint " + endpoint)
                        : new Result.Ok<>(read(tx, workspace, endpoint, window)));
    }

    /** The series of each of these endpoints up to now, with as many queries as for a single one. */
    public Map<EndpointId, List<StatsView.Point>> series(
            WorkspaceId workspace, Collection<EndpointId> endpoints, Window window) {
        Instant first = first(clock.instant(), window);
        Map<EndpointId, List<Slot>> slots = database.read(tx -> slots(tx, workspace, endpoints, window, first)).stream()
                .collect(Collectors.groupingBy(Slot::endpoint));
        return endpoints.stream()
                .collect(Collectors.toMap(
                        endpoint -> endpoint,
                        endpoint -> points(slots.getOrDefault(endpoint, List.of()), window, first)));
    }

    /** When the first step of a window begins that ends now. */
    private static Instant first(Instant now, Window window) {
        long step = window.step().toSeconds();
        return Instant.ofEpochSecond(now.getEpochSecond() / step * step)
                .minus(window.length())
                .plus(window.step());
    }

    private static List<StatsView.Point> points(List<Slot> slots, Window window, Instant first) {
        SortedMap<Instant, Counts> series = new TreeMap<>();
        for (Instant at = first; at.isBefore(first.plus(window.length())); at = at.plus(window.step())) {
            series.put(at, Counts.NONE);
        }
        slots.forEach(slot -> series.merge(slot.at(), slot.counts(), Counts::plus));
        return series.entrySet().stream()
                .map(point -> new StatsView.Point(point.getKey(), point.getValue()))
                .toList();
    }

    private StatsView read(Handle tx, WorkspaceId workspace, @Nullable EndpointId endpoint, Window window) {
        Instant now = clock.instant();
        Instant first = first(now, window);
        List<Slot> slots = slots(
                tx, workspace, List.of(Objects.requireNonNullElse(endpoint, JdbcStats.all(workspace))), window, first);
        SortedMap<String, Counts> byType = new TreeMap<>();
        Counts total = Counts.NONE;
        for (Slot slot : slots) {
            byType.merge(slot.eventType(), slot.counts(), Counts::plus);
            total = total.plus(slot.counts());
        }
        StatsView.Backlog backlog = new StatsView.Backlog(
                JdbcUnfinished.count(tx, workspace, endpoint, DeliveryStatus.PENDING),
                JdbcUnfinished.count(tx, workspace, endpoint, DeliveryStatus.HELD),
                JdbcUnfinished.dueSince(tx, workspace, endpoint, now).orElse(null));
        return new StatsView(window, first, now, total, backlog, byType, points(slots, window, first));
    }

    private List<Slot> slots(
            Handle tx, WorkspaceId workspace, Collection<EndpointId> endpoints, Window window, Instant first) {
        if (window.step().compareTo(Duration.ofHours(1)) < 0) {
            return JdbcStats.minutes(tx, workspace, endpoints, first, window.step());
        }
        Instant border = clock.instant().minus(BY_THE_MINUTE).truncatedTo(ChronoUnit.HOURS);
        List<Slot> slots = new ArrayList<>(JdbcStats.hours(tx, workspace, endpoints, first, border, window.step()));
        slots.addAll(JdbcStats.minutes(tx, workspace, endpoints, border, window.step()));
        return slots;
    }
}
