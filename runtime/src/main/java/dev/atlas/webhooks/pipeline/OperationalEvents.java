package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.AlertNotice;
import dev.atlas.webhooks.alert.AlertNotice.BacklogGrew;
import dev.atlas.webhooks.alert.AlertNotice.DeliveryDied;
import dev.atlas.webhooks.alert.AlertNotice.EndpointFailing;
import dev.atlas.webhooks.alert.AlertNotice.EndpointPaused;
import dev.atlas.webhooks.alert.AlertNotice.EndpointRecovered;
import dev.atlas.webhooks.alert.AlertNotice.SecretExpiring;
import dev.atlas.webhooks.alert.AlertNotice.Target;
import dev.atlas.webhooks.event.OperationalType;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import dev.atlas.webhooks.outbox.JdbcOutbox;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Publishes what happens to endpoints and deliveries as events of the same workspace, when any endpoint asked for them.
 *
 * <p>They cannot feed themselves: the death of an operational event's delivery publishes nothing, nor does the pause that
 * it causes, and every other kind has its least interval.
 */
final class OperationalEvents {
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private final RoutesCache routes;
    private final IdSource ids;
    private final InstantSource clock;

    OperationalEvents(RoutesCache routes, IdSource ids, InstantSource clock) {
        this.routes = routes;
        this.ids = ids;
        this.clock = clock;
    }

    /** What was told about an endpoint; deaths are published one by one, see {@link #died}. */
    void told(Handle tx, EndpointId endpoint, AlertNotice notice) {
        notice.when(new Facts()).ifPresent(event -> publish(tx, endpoint.workspace(), event));
    }

    /** A delivery died. */
    void died(Handle tx, EndpointId endpoint, DeliveryDied notice) {
        if (isOperational(notice.delivery().eventType())) {
            return;
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", notice.delivery().id());
        facts.put("endpoint", notice.endpoint().id());
        facts.put("event", notice.delivery().event());
        facts.put("event_type", notice.delivery().eventType());
        facts.put("attempts", notice.delivery().attempts());
        facts.put("error", notice.error().message());
        facts.put("dead_at", time(notice.diedAt()));
        publish(tx, endpoint.workspace(), new Event(OperationalType.DELIVERY_DEAD, Map.of("delivery", facts)));
    }

    /** What to publish. */
    private record Event(OperationalType type, Map<String, Object> data) {}

    private void publish(Handle tx, WorkspaceId workspace, Event event) {
        if (routes.current(tx, workspace)
                .filter(all -> all.anyoneAsksFor(event.type()))
                .isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("type", event.type().word());
        payload.put("created", now.getEpochSecond());
        payload.put("data", event.data());
        EventId id = new EventId(workspace, ids.next());
        JdbcOutbox.insert(tx, List.of(id), List.of(JsonColumn.write(payload)), null, now);
    }

    /** As everywhere in the API: ISO-8601 with milliseconds. */
    private static String time(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    private static boolean isOperational(String eventType) {
        return OperationalType.of(eventType).isPresent();
    }

    /** The facts of each kind of notice as an event. */
    private static final class Facts implements AlertNotice.Cases<Optional<Event>> {
        @Override
        public Optional<Event> endpointFailing(EndpointFailing failing) {
            return event(
                    OperationalType.ENDPOINT_FAILING,
                    failing.endpoint(),
                    Map.of(
                            "failing_since", time(failing.failingSince()),
                            "error", failing.error().message()));
        }

        @Override
        public Optional<Event> endpointPaused(EndpointPaused paused) {
            if (isOperational(paused.delivery().eventType())) {
                return Optional.empty();
            }
            return event(
                    OperationalType.ENDPOINT_PAUSED,
                    paused.endpoint(),
                    Map.of(
                            "failing_since", time(paused.failingSince()),
                            "paused_at", time(paused.pausedAt()),
                            "waiting", paused.waiting(),
                            "error", paused.error().message()));
        }

        @Override
        public Optional<Event> deliveryDied(DeliveryDied died) {
            return Optional.empty();
        }

        @Override
        public Optional<Event> endpointRecovered(EndpointRecovered recovered) {
            return event(
                    OperationalType.ENDPOINT_RECOVERED,
                    recovered.endpoint(),
                    Map.of(
                            "recovered_at", time(recovered.recoveredAt()),
                            "waiting", recovered.waiting(),
                            "held", recovered.held()));
        }

        @Override
        public Optional<Event> secretExpiring(SecretExpiring expiring) {
            return event(
                    OperationalType.ENDPOINT_SECRET_EXPIRING,
                    expiring.endpoint(),
                    Map.of("secret_expires_at", time(expiring.expiresAt())));
        }

        @Override
        public Optional<Event> backlogGrew(BacklogGrew grew) {
            return event(
                    OperationalType.ENDPOINT_BACKLOGGED, grew.endpoint(), Map.of("due_since", time(grew.dueSince())));
        }

        private static Optional<Event> event(OperationalType type, Target endpoint, Map<String, Object> more) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("id", endpoint.id());
            facts.put("url", endpoint.url());
            facts.put("description", endpoint.description());
            facts.putAll(more);
            return Optional.of(new Event(type, Map.of("endpoint", facts)));
        }
    }
}
