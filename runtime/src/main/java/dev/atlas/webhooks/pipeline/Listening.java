package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ListenSession;
import dev.atlas.webhooks.admin.Permission;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcListeners;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.JdbcHeld;
import dev.atlas.webhooks.queue.LeasedDelivery;
import dev.atlas.webhooks.queue.Queued;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Hands held deliveries to listeners and settles what they report. It remembers nothing: what was handed over and not
 * reported is still held, and is handed over again to the listener's next connection, at whichever node. Thread-safe.
 */
public final class Listening {
    /** So few under way that a signature is not too old when the listener comes to it. */
    private static final int WINDOW = 20;

    private final Database database;
    private final RoutesCache routes;
    private final Settlement settlement;
    private final Sending sending;
    private final InstantSource clock;
    private final String userAgent;

    Listening(
            Database database,
            RoutesCache routes,
            Settlement settlement,
            Sending sending,
            InstantSource clock,
            String userAgent) {
        this.database = database;
        this.routes = routes;
        this.settlement = settlement;
        this.sending = sending;
        this.clock = clock;
        this.userAgent = userAgent;
    }

    /**
     * An attempt that a listener is to make.
     *
     * @param attempt its number, 1 for the first
     * @param headers what a real endpoint would get, signed now
     */
    public record Handed(
            DeliveryId delivery, int attempt, StoredEvent event, long sequence, List<Header> headers, String body) {
        String key() {
            return Listening.key(delivery, attempt);
        }
    }

    /**
     * What there is for a connection.
     *
     * @param fresh what it was not handed yet, in the order of the sequence
     * @param open all that it has been handed and that is not settled, with those
     * @param ended why the connection is to end; null while it is not
     */
    public record Turn(List<Handed> fresh, Set<String> open, @Nullable String ended) {
        private static Turn end(String why) {
            return new Turn(List.of(), Set.of(), why);
        }
    }

    /** What a listener says of an attempt. */
    public record Report(DeliveryId delivery, int attempt, List<Header> requestHeaders, AttemptResult result) {}

    private static String key(DeliveryId delivery, int attempt) {
        return delivery + "/" + attempt;
    }

    /**
     * What there is for a connection now.
     *
     * @param open what the turn before gave as such
     */
    public Turn next(ListenSession session, Set<String> open) {
        EndpointId id = session.endpoint().id();
        return database.read(tx -> {
            Optional<Long> connection = JdbcListeners.connection(tx, id);
            Optional<WorkspaceRoutes> present = routes.current(tx, id.workspace());
            if (present.isPresent() && present.get().isUnreadable(id)) {
                return new Turn(List.of(), open, null);
            }
            Route route = present.flatMap(all -> all.to(id)).orElse(null);
            if (route == null || connection.isEmpty()) {
                return Turn.end("its endpoint was deleted");
            }
            if (connection.get() != session.connection()) {
                return Turn.end("another listener has taken it up");
            }
            return route.endpoint().status() == EndpointStatus.ACTIVE
                    ? turn(tx, id, route, open)
                    : new Turn(List.of(), open, null);
        });
    }

    private Turn turn(Handle tx, EndpointId id, Route route, Set<String> open) {
        List<Queued> held = JdbcHeld.look(tx, id, WINDOW);
        Set<String> stillOpen = new LinkedHashSet<>();
        List<Queued> fresh = new ArrayList<>();
        for (Queued queued : held) {
            String key =
                    key(queued.delivery().id(), queued.delivery().schedule().attempts() + 1);
            stillOpen.add(key);
            if (!open.contains(key)) {
                fresh.add(queued);
            }
        }
        Map<EventId, StoredEvent> events = events(tx, id, fresh);
        Instant now = clock.instant();
        List<Handed> handed = new ArrayList<>();
        for (Queued queued : fresh) {
            StoredEvent event = events.get(queued.delivery().event());
            if (event != null) {
                handed.add(hand(queued, event, route, now));
            }
        }
        return new Turn(handed, stillOpen, null);
    }

    private Handed hand(Queued queued, StoredEvent event, Route route, Instant now) {
        LeasedDelivery leased = new LeasedDelivery(queued.delivery(), queued.lease(), event);
        byte[] body = DeliveryBody.of(event, queued.delivery().sequence());
        return new Handed(
                queued.delivery().id(),
                queued.delivery().schedule().attempts() + 1,
                event,
                queued.delivery().sequence(),
                RequestHeaders.of(leased, route, body, now, userAgent).sent(),
                new String(body, StandardCharsets.UTF_8));
    }

    /** The connection is still open. */
    public void seen(ListenSession session) {
        database.inTransaction(tx -> {
            JdbcListeners.seen(tx, session.endpoint().id(), clock.instant());
            return true;
        });
    }

    /**
     * Writes what became of attempts, as if this node had made them: success or dead letter, for a listener's deliveries
     * are tried again by hand only. What is settled already, or was never there, is passed over.
     *
     * @return how many were written
     */
    public Result<Integer> report(Actor actor, EndpointId session, List<Report> reports) {
        if (!actor.role().may(Permission.CHANGE)) {
            return new Result.Forbidden<>("a " + actor.role().word() + " may not " + Permission.CHANGE.words());
        }
        Map<DeliveryId, Report> byDelivery = new HashMap<>();
        reports.stream()
                .filter(report -> report.delivery().workspace().equals(session.workspace()))
                .forEach(report -> byDelivery.put(report.delivery(), report));
        List<FinishedAttempt> finished = database.read(tx -> finished(tx, session, byDelivery));
        if (!finished.isEmpty()) {
            try (Places places = sending.places()) {
                settlement.settle(Settlement.byWorkspace(finished), places);
            }
        }
        return new Result.Ok<>(finished.size());
    }

    private List<FinishedAttempt> finished(Handle tx, EndpointId session, Map<DeliveryId, Report> reports) {
        List<Queued> held = JdbcHeld.find(tx, session, reports.keySet());
        Map<EventId, StoredEvent> events = events(tx, session, held);
        List<FinishedAttempt> finished = new ArrayList<>();
        for (Queued queued : held) {
            Report report = reports.get(queued.delivery().id());
            StoredEvent event = events.get(queued.delivery().event());
            if (report != null
                    && event != null
                    && report.attempt() == queued.delivery().schedule().attempts() + 1) {
                finished.add(new FinishedAttempt(
                        new LeasedDelivery(queued.delivery(), queued.lease(), event),
                        new Place(session, report.result().startedAt().toEpochMilli(), Place.Room.QUICK, false),
                        report.requestHeaders(),
                        report.result()));
            }
        }
        return finished;
    }

    private static Map<EventId, StoredEvent> events(Handle tx, EndpointId endpoint, List<Queued> deliveries) {
        return JdbcEvents.load(
                tx,
                endpoint.workspace(),
                deliveries.stream().map(queued -> queued.delivery().event()).collect(Collectors.toSet()));
    }
}
