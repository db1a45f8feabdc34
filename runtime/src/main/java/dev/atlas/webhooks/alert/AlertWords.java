package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.alert.AlertNotice.BacklogGrew;
import dev.atlas.webhooks.alert.AlertNotice.DeadDelivery;
import dev.atlas.webhooks.alert.AlertNotice.DeliveryDied;
import dev.atlas.webhooks.alert.AlertNotice.EndpointFailing;
import dev.atlas.webhooks.alert.AlertNotice.EndpointPaused;
import dev.atlas.webhooks.alert.AlertNotice.EndpointRecovered;
import dev.atlas.webhooks.alert.AlertNotice.LastError;
import dev.atlas.webhooks.alert.AlertNotice.SecretExpiring;
import dev.atlas.webhooks.alert.AlertNotice.Target;
import dev.atlas.webhooks.alert.AlertText.Action;
import dev.atlas.webhooks.alert.AlertText.Fact;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the words for each kind of notice. */
final class AlertWords implements AlertNotice.Cases<AlertText> {
    private static final int GONE = 410;
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final @Nullable URI publicUrl;

    AlertWords(@Nullable URI publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public AlertText endpointFailing(EndpointFailing notice) {
        Target endpoint = notice.endpoint();
        List<Fact> facts = facts(endpoint, notice.error());
        facts.add(failingSince(notice.failingSince(), notice.toldAt()));
        return text(
                "Endpoint fails: " + name(endpoint),
                List.of(
                        "Every attempt of the last %s has failed."
                                .formatted(span(Duration.between(notice.failingSince(), notice.toldAt()))),
                        "Deliveries are tried again for 48 hours. If nothing gets through by then, they become dead "
                                + "letters and the endpoint is paused; nothing is lost."),
                facts,
                notice.error().excerpt(),
                endpointPage("Look at the endpoint", endpoint));
    }

    @Override
    public AlertText endpointPaused(EndpointPaused notice) {
        Target endpoint = notice.endpoint();
        Integer status = notice.error().status();
        String why = status != null && status == GONE
                ? "It answered 410 Gone: it will take no more events."
                : "A delivery failed %s, and nothing else has got through since its first attempt."
                        .formatted(times(notice.delivery().attempts()));
        boolean one = notice.waiting() == 1;
        String waiting = events(notice.waiting());
        List<Fact> facts = facts(endpoint, notice.error());
        facts.add(failingSince(notice.failingSince(), notice.pausedAt()));
        facts.add(new Fact("Paused at", MOMENT.format(notice.pausedAt())));
        facts.add(new Fact("Waiting", waiting));
        addDeadLetter(facts, notice.delivery());
        return text(
                "Endpoint paused: " + name(endpoint),
                List.of(
                        why + " So Atlas Webhooks has stopped sending to this endpoint.",
                        "Nothing is lost: %s %s for it, and new events wait with them. Once it works again, resume it: "
                                        .formatted(waiting, one ? "waits" : "wait")
                                + "one event goes first as a probe, then the others follow in order.",
                        "The failed delivery is a dead letter; it can be replayed."),
                facts,
                notice.error().excerpt(),
                endpointPage("Review and resume the endpoint", endpoint));
    }

    @Override
    public AlertText deliveryDied(DeliveryDied notice) {
        Target endpoint = notice.endpoint();
        List<Fact> facts = facts(endpoint, notice.error());
        facts.add(failingSince(notice.failingSince(), notice.diedAt()));
        addDeadLetter(facts, notice.delivery());
        if (notice.others() > 0) {
            facts.add(new Fact(
                    "More like it", String.format(Locale.ENGLISH, "%,d since the last mail", notice.others())));
        }
        return text(
                notice.others() == 0
                        ? "Delivery failed for good: %s to %s"
                                .formatted(notice.delivery().eventType(), name(endpoint))
                        : String.format(
                                Locale.ENGLISH,
                                "%,d deliveries failed for good: %s",
                                notice.others() + 1L,
                                name(endpoint)),
                List.of(
                        "A delivery failed %s and is not tried again."
                                .formatted(times(notice.delivery().attempts())),
                        "The endpoint has taken other events in the meantime, so it stays active and keeps getting "
                                + "them. Probably it cannot handle what is in this one.",
                        "The failed delivery is a dead letter; once the cause is found, it can be replayed."),
                facts,
                notice.error().excerpt(),
                action(
                        "Review and replay the delivery",
                        "/deliveries/" + notice.delivery().id()));
    }

    @Override
    public AlertText endpointRecovered(EndpointRecovered notice) {
        Target endpoint = notice.endpoint();
        List<Fact> facts = facts(endpoint);
        facts.add(new Fact("Works since", MOMENT.format(notice.recoveredAt())));
        facts.add(new Fact("Still waiting", events(notice.waiting())));
        return text(
                "Endpoint works again: " + name(endpoint),
                List.of("It has taken a delivery.", follows(notice)),
                facts,
                null,
                endpointPage("Look at the endpoint", endpoint));
    }

    private static String follows(EndpointRecovered notice) {
        long retried = notice.waiting() - notice.held();
        if (notice.waiting() == 0) {
            return "Nothing waits for it any more.";
        }
        String held = Counted.of(
                notice.held(),
                "event was held for it and follows now",
                "events were held for it and follow now, in order");
        String others = Counted.of(
                retried,
                "event is still to be sent to it, or to be tried again when its time comes",
                "events are still to be sent to it, or to be tried again when their time comes");
        if (retried == 0) {
            return held + ".";
        }
        return notice.held() == 0 ? others + "." : held + "; " + others + ".";
    }

    @Override
    public AlertText secretExpiring(SecretExpiring notice) {
        Target endpoint = notice.endpoint();
        List<Fact> facts = facts(endpoint);
        facts.add(new Fact("Old secret ends", MOMENT.format(notice.expiresAt())));
        return text(
                "Old secret ends soon: " + name(endpoint),
                List.of(
                        "Its secret was rotated. Until %s every request is signed with the old and the new secret, then "
                                        .formatted(MOMENT.format(notice.expiresAt()))
                                + "with the new one alone.",
                        "If the receiver still verifies with the old secret, give it the new one before that."),
                facts,
                null,
                endpointPage("Show the secrets", endpoint));
    }

    @Override
    public AlertText backlogGrew(BacklogGrew notice) {
        Target endpoint = notice.endpoint();
        List<Fact> facts = facts(endpoint);
        facts.add(new Fact(
                "Waiting since",
                "%s (for %s)"
                        .formatted(
                                MOMENT.format(notice.dueSince()),
                                span(Duration.between(notice.dueSince(), notice.toldAt())))));
        return text(
                "Deliveries are late: " + name(endpoint),
                List.of(
                        "Deliveries to this endpoint wait for longer than they should, although it is in service.",
                        "Either it answers too slowly for what it is sent, or its rate limit is too low, or the nodes "
                                + "have more to do than they can. Nothing is lost."),
                facts,
                null,
                endpointPage("Look at the endpoint", endpoint));
    }

    private AlertText text(
            String headline,
            List<String> paragraphs,
            List<Fact> facts,
            @Nullable String excerpt,
            @Nullable Action action) {
        return new AlertText(headline, paragraphs, facts, excerpt, action, footer());
    }

    private static List<Fact> facts(Target endpoint) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Workspace", endpoint.workspace()));
        facts.add(new Fact("Endpoint", name(endpoint)));
        facts.add(new Fact("URL", endpoint.url()));
        return facts;
    }

    private static List<Fact> facts(Target endpoint, LastError error) {
        List<Fact> facts = facts(endpoint);
        Integer status = error.status();
        facts.add(new Fact(
                "Last error", status == null ? error.message() : "HTTP %d: %s".formatted(status, error.message())));
        return facts;
    }

    private static void addDeadLetter(List<Fact> facts, DeadDelivery delivery) {
        facts.add(new Fact("Dead letter", delivery.id()));
        facts.add(new Fact("Event", "%s (%s)".formatted(delivery.event(), delivery.eventType())));
        facts.add(new Fact("Attempts", String.valueOf(delivery.attempts())));
    }

    private static Fact failingSince(Instant since, Instant until) {
        return new Fact(
                "Failing since", "%s (for %s)".formatted(MOMENT.format(since), span(Duration.between(since, until))));
    }

    private static String span(Duration duration) {
        if (duration.toHours() >= 72) {
            return duration.toDays() + " days";
        }
        if (duration.toMinutes() >= 120) {
            return duration.toHours() + " hours";
        }
        return duration.toSeconds() >= 120 ? duration.toMinutes() + " minutes" : duration.toSeconds() + " seconds";
    }

    private static String name(Target endpoint) {
        if (!endpoint.description().isBlank()) {
            return endpoint.description();
        }
        String host = URI.create(endpoint.url()).getHost();
        return host == null ? endpoint.id() : host;
    }

    private static String times(int attempts) {
        return attempts == 1 ? "once" : attempts + " times";
    }

    private static String events(long count) {
        return Counted.of(count, "event", "events");
    }

    private @Nullable Action endpointPage(String label, Target endpoint) {
        return action(label, "/endpoints/" + endpoint.id());
    }

    private @Nullable Action action(String label, String path) {
        return publicUrl == null ? null : new Action(label, publicUrl + path);
    }

    private String footer() {
        return "Sent by Atlas Webhooks%s to the owner of this endpoint and the workspace's admins."
                .formatted(publicUrl == null ? "" : " at " + publicUrl.getHost());
    }
}
