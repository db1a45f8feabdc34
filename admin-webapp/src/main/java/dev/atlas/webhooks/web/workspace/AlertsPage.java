package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.alert.SentAlert;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.page.Badge;
import dev.atlas.webhooks.web.page.Query;
import java.util.List;
import java.util.Map;

/**
 * What the page of alert mails shows.
 *
 * @param titles what the endpoints are called
 * @param switches which kinds are sent
 */
public record AlertsPage(
        Query query, Slice<SentAlert> alerts, EndpointTitles titles, Map<AlertKind, Boolean> switches) {
    /** The states of a mail. */
    public static final List<String> STATUSES = List.of("waiting", "sent", "failed", "bounced");

    public AlertsPage {
        switches = Map.copyOf(switches);
    }

    public String title(EndpointId id) {
        return titles.of(id);
    }

    public boolean on(AlertKind kind) {
        return switches.getOrDefault(kind, true);
    }

    /** The kind as words. */
    public static String words(AlertKind kind) {
        return kind.word().replace('_', ' ');
    }

    public static Badge badge(SentAlert alert) {
        return switch (alert.status()) {
            case "sent" -> new Badge("sent", "good");
            case "failed", "bounced" -> new Badge(alert.status(), "bad");
            default -> new Badge(alert.status(), alert.attempts() == 0 ? "info" : "warn");
        };
    }

    /** Who returned a mail, and whom it did not reach if that is somebody else; a time follows. */
    public static String returned(SentAlert alert) {
        SentAlert.Bounced bounced = alert.bounced();
        if (bounced == null) {
            return "";
        }
        String to = bounced.recipient();
        boolean forwarded = to != null && !to.equalsIgnoreCase(alert.recipient());
        return "returned" + (forwarded ? " for " + to : "")
                + (bounced.server() == null ? "" : " by " + bounced.server());
    }
}
