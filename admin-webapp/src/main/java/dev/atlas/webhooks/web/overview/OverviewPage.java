package dev.atlas.webhooks.web.overview;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointList;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.stats.Counts;
import dev.atlas.webhooks.web.endpoint.EndpointPage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the overview shows.
 *
 * @param deadLetters how many there are, counted up to 100,000
 * @param dead the newest of them
 */
public record OverviewPage(
        StatsView stats, long deadLetters, List<EndpointList.Item> endpoints, List<DeliveryView> dead) {
    public OverviewPage {
        endpoints = List.copyOf(endpoints);
        dead = List.copyOf(dead);
    }

    /** Endpoints that somebody should look at: unreadable, paused, or failing since a while. */
    public List<EndpointList.Item> inTrouble() {
        return endpoints.stream()
                .filter(item -> item.trouble() != null || isInTrouble(item.view()))
                .toList();
    }

    private static boolean isInTrouble(@Nullable EndpointView view) {
        return view != null
                && (view.endpoint().status() == EndpointStatus.PAUSED
                        || (view.endpoint().status() == EndpointStatus.ACTIVE && view.failingSince() != null));
    }

    /** What an endpoint is called: its id where it is gone. */
    public String title(EndpointId id) {
        return endpoints.stream()
                .filter(item -> item.id().equals(id))
                .map(EndpointPage::title)
                .findFirst()
                .orElseGet(id::toString);
    }

    /** Deliveries a minute, over the whole window. */
    public String perMinute() {
        double rate = (double) stats.total().delivered()
                / Math.max(1, stats.window().length().toMinutes());
        return String.format(Locale.ROOT, rate < 10 ? "%.1f" : "%,.0f", rate);
    }

    /** The steps of the window in which there were attempts, newest first. */
    public List<StatsView.Point> busy() {
        List<StatsView.Point> busy = new ArrayList<>(stats.series());
        busy.removeIf(point -> point.counts().attempts() == 0);
        Collections.reverse(busy);
        return busy;
    }

    /** A percentile of the latency, with its unit. */
    public String latency(double share) {
        return latency(stats.total(), share);
    }

    public static String latency(Counts counts, double share) {
        Long millis = counts.latencies().percentile(share);
        return millis == null ? "–" : String.format(Locale.ROOT, "%,d ms", millis);
    }

    /** Since when the longest overdue delivery has been due; null when nothing is overdue for long. */
    public @Nullable Instant overdueSince() {
        Instant since = stats.backlog().dueSince();
        return since != null && Duration.between(since, stats.until()).toSeconds() >= 5 ? since : null;
    }
}
