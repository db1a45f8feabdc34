package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointList;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.StatsView;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one endpoint shows.
 *
 * @param lastDay its numbers of the last 24 hours
 * @param secret null unless the member asked to see it
 * @param secretOverlapEnd until when the secrets from before a rotation sign as well
 * @param recent the newest deliveries
 * @param unreadable why nothing can be sent to it, and what to do; null while it can
 * @param unreached the last mail to its owner, if that was returned
 * @param confirm name of the dialog to show open, for browsers without scripts; empty for none
 */
public record EndpointPage(
        EndpointView view,
        StatsView lastDay,
        @Nullable EndpointSecretView secret,
        @Nullable Instant secretOverlapEnd,
        List<DeliveryView> recent,
        @Nullable String unreadable,
        @Nullable SentAlert unreached,
        String confirm) {
    /** How long the old secret may stay valid. */
    public enum Overlap {
        HOUR("1 hour", Duration.ofHours(1)),
        DAY("24 hours", EndpointSecrets.DEFAULT_OVERLAP),
        THREE_DAYS("3 days", Duration.ofDays(3)),
        WEEK("7 days", Duration.ofDays(7));

        private final String title;
        private final Duration length;

        Overlap(String title, Duration length) {
            this.title = title;
            this.length = length;
        }

        public String title() {
            return title;
        }

        public long seconds() {
            return length.toSeconds();
        }
    }

    public EndpointPage {
        recent = List.copyOf(recent);
    }

    public Endpoint endpoint() {
        return view.endpoint();
    }

    /** Address of this page, from the WAR's root on. */
    public String path() {
        return "/endpoints/" + endpoint().id();
    }

    /** The description, or the host of the URL where there is none. */
    public String title() {
        return title(endpoint());
    }

    /** Likewise, for lists. */
    public static String title(Endpoint endpoint) {
        String description = endpoint.spec().description();
        return description.isEmpty() ? endpoint.spec().url().getHost() : description;
    }

    /** The id in place of the host where the row cannot be read. */
    public static String title(EndpointList.Item item) {
        if (item.view() != null) {
            return title(item.view().endpoint());
        }
        return item.description().isEmpty() ? item.id().toString() : item.description();
    }

    /** How long it takes to send what waits once it is resumed; null where its receiver alone decides. */
    public @Nullable Duration drainEstimate() {
        EndpointSpec spec = endpoint().spec();
        Integer rate = spec.rateLimit();
        Long meanMillis = lastDay.total().latencies().mean();
        if (rate != null) {
            return Duration.ofSeconds(Math.max(1, view.waiting() / rate));
        }
        return spec.serialize() && meanMillis != null
                ? Duration.ofMillis(Math.max(1_000, meanMillis * view.waiting()))
                : null;
    }

    public boolean active() {
        return endpoint().status() == EndpointStatus.ACTIVE;
    }

    public boolean paused() {
        return endpoint().status() == EndpointStatus.PAUSED;
    }

    public boolean disabled() {
        return endpoint().status() == EndpointStatus.DISABLED;
    }

    /** What must be typed to do something to it that cannot be undone: the host, because that is who feels it. */
    public String phrase() {
        return phrase(endpoint());
    }

    public static String phrase(Endpoint endpoint) {
        return endpoint.spec().url().getHost();
    }
}
