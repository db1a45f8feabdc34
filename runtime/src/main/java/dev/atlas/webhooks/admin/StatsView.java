package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.stats.Counts;
import dev.atlas.webhooks.stats.Window;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a workspace or an endpoint.
 *
 * @param total of the whole window
 * @param byType the same for each event type, in alphabetical order
 * @param series one point for each step of the window, oldest first, also where nothing happened
 */
public record StatsView(
        Window window,
        Instant since,
        Instant until,
        Counts total,
        Backlog backlog,
        SortedMap<String, Counts> byType,
        List<Point> series) {

    /** What happened in the step that begins then. */
    public record Point(Instant at, Counts counts) {}

    /**
     * What is not finished.
     *
     * @param pending how many deliveries are to be attempted; counted up to 100,000
     * @param held how many wait for their endpoint to come back; counted likewise
     * @param dueSince since when the longest overdue one has been due; null when none is
     */
    public record Backlog(long pending, long held, @Nullable Instant dueSince) {}
}
