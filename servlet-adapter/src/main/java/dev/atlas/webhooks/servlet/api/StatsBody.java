package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.stats.Counts;
import dev.atlas.webhooks.stats.Latencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as the API shows them.
 *
 * @param series one point for each step of the window, oldest first
 */
record StatsBody(
        String window,
        Instant sinceAt,
        Instant untilAt,
        long stepSeconds,
        long attempts,
        long delivered,
        long failed,
        long dead,
        @Nullable Double successRate,
        Latency latencyMs,
        Backlog backlog,
        List<ByType> eventTypes,
        List<Point> series) {

    /** Of the attempts that got a complete response, in milliseconds; null without any. */
    record Latency(@Nullable Long mean, @Nullable Long p50, @Nullable Long p95, @Nullable Long p99) {
        static Latency of(Latencies latencies) {
            return new Latency(
                    latencies.mean(),
                    latencies.percentile(0.50),
                    latencies.percentile(0.95),
                    latencies.percentile(0.99));
        }
    }

    /** What is not finished; the age is how long the longest overdue delivery has been due. */
    record Backlog(long pending, long held, @Nullable Instant dueSinceAt, long ageMs) {}

    record ByType(String type, long attempts, long delivered, long failed, long dead) {}

    record Point(Instant at, long attempts, long delivered, long failed, long dead, Latency latencyMs) {}

    static StatsBody of(StatsView view) {
        List<ByType> types = new ArrayList<>();
        view.byType()
                .forEach((type, counts) -> types.add(
                        new ByType(type, counts.attempts(), counts.delivered(), counts.failed(), counts.dead())));
        Counts total = view.total();
        Instant dueSince = view.backlog().dueSince();
        return new StatsBody(
                view.window().word(),
                view.since(),
                view.until(),
                view.window().step().toSeconds(),
                total.attempts(),
                total.delivered(),
                total.failed(),
                total.dead(),
                total.successRate(),
                Latency.of(total.latencies()),
                new Backlog(
                        view.backlog().pending(),
                        view.backlog().held(),
                        dueSince,
                        dueSince == null
                                ? 0
                                : Duration.between(dueSince, view.until()).toMillis()),
                types,
                view.series().stream().map(StatsBody::point).toList());
    }

    private static Point point(StatsView.Point point) {
        Counts counts = point.counts();
        return new Point(
                point.at(),
                counts.attempts(),
                counts.delivered(),
                counts.failed(),
                counts.dead(),
                Latency.of(counts.latencies()));
    }
}
