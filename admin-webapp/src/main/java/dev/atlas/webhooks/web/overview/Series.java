package dev.atlas.webhooks.web.overview;

import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.stats.Counts;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The lines of the charts as the browser's script reads them: JSON arrays, the first one of Unix seconds. */
public final class Series {
    private Series() {}

    /** What succeeded and what failed. */
    public static String attempts(StatsView stats) {
        return json(stats, List.of(Counts::delivered, Counts::failed));
    }

    /** The time until the complete response: the median, and what 95 and 99 of 100 stay below. */
    public static String latency(StatsView stats) {
        return json(
                stats,
                List.of(
                        counts -> counts.latencies().percentile(0.5),
                        counts -> counts.latencies().percentile(0.95),
                        counts -> counts.latencies().percentile(0.99)));
    }

    private static String json(StatsView stats, List<Function<Counts, @Nullable Long>> lines) {
        String times = stats.series().stream()
                .map(point -> Long.toString(point.at().getEpochSecond()))
                .collect(Collectors.joining(",", "[", "]"));
        return lines.stream()
                .map(line -> stats.series().stream()
                        .map(point -> Objects.toString(line.apply(point.counts()), "null"))
                        .collect(Collectors.joining(",", "[", "]")))
                .collect(Collectors.joining(",", "[" + times + ",", "]"));
    }
}
