package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.admin.JdbcDeliveryAccess.Access;
import dev.atlas.webhooks.admin.JdbcDeliveryAccess.Place;
import dev.atlas.webhooks.attempt.JdbcAttempts;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.DeliveryBody;
import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.Finished;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcQueue;
import dev.atlas.webhooks.queue.Queued;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** The delivery log, and what can be done with one delivery. Thread-safe. */
public final class DeliveryAdmin {
    /** Most finished deliveries that one piece of a list looks at. */
    static final int LOOK = 20_000;

    /** The same where an index gives the rows in another order than that in which they are stored: each is a look of its own. */
    private static final int LOOK_BY_INDEX = 2_000;

    private static final int MOST_COUNTED = 100_000;

    private final Database database;
    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final InstantSource clock;

    public DeliveryAdmin(Database database, Changes changes, JdbcEndpoints endpoints, InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /**
     * Deliveries, newest first. A piece looks at no more than {@value #LOOK} finished ones; where few of them are meant it is
     * short, and its cursor says where the next one goes on.
     */
    public Slice<DeliveryView> list(WorkspaceId workspace, DeliverySearch search, SliceRequest request) {
        return database.read(tx -> {
            Optional<EventId> event =
                    search.event() == null ? Optional.empty() : eventId(tx, workspace, search.event());
            if (search.event() != null && event.isEmpty()) {
                return new Slice<DeliveryView>(List.of(), null);
            }
            String after = request.after();
            Place before = after == null ? null : JdbcDeliveryAccess.place(tx, DeliveryId.parse(after));
            Access access = JdbcDeliveryAccess.of(tx, workspace, search, before);
            Place border = search.isSelective()
                    ? JdbcDeliveryAccess.placeAfter(tx, access, most(search)).orElse(null)
                    : null;
            List<DeliveryView> found =
                    JdbcDeliveryLog.search(tx, access, search, event.orElse(null), border, request.limit() + 1);
            return request.slice(
                    found,
                    view -> view.delivery().id().toString(),
                    border == null ? null : new DeliveryId(workspace, border.delivery()));
        });
    }

    private static int most(DeliverySearch search) {
        return search.endpoint() == null && search.status() == null ? LOOK : LOOK_BY_INDEX;
    }

    /** What was or will be delivered to an endpoint, in the order of its sequence. */
    public Result<List<DeliveryView>> afterSequence(EndpointId endpoint, long sequence, int limit) {
        return database.read(tx -> endpoints.find(tx, endpoint).isEmpty()
                ? new Result.NotFound<List<DeliveryView>>("endpoint " + endpoint)
                : new Result.Ok<>(JdbcDeliveryLog.afterSequence(tx, endpoint, sequence, limit)));
    }

    /** One delivery with its attempts. */
    public Result<DeliveryDetail> get(DeliveryId id) {
        return database.read(tx -> {
            Optional<DeliveryView> view = JdbcDeliveryLog.find(tx, id);
            if (view.isEmpty()) {
                return notFound(id);
            }
            Delivery delivery = view.get().delivery();
            String body = JdbcEvents.find(tx, delivery.event())
                    .map(event -> new String(DeliveryBody.of(event, delivery.sequence()), StandardCharsets.UTF_8))
                    .orElse("");
            return new Result.Ok<>(new DeliveryDetail(view.get(), body, JdbcAttempts.of(tx, id)));
        });
    }

    /** How many dead letters there are, counted up to {@value #MOST_COUNTED}. */
    public long dead(WorkspaceId workspace) {
        return database.read(tx -> JdbcDeliveryLog.countDead(tx, workspace, MOST_COUNTED));
    }

    /**
     * Tries a delivery now. One that is finished begins a new retry schedule, which never pauses its endpoint.
     */
    public Result<DeliveryView> retry(Actor actor, DeliveryId id) {
        return change(actor, id, "delivery.retried", (tx, delivery) -> {
            Endpoint endpoint = endpoints.find(tx, delivery.endpoint()).orElse(null);
            if (endpoint == null) {
                return new Result.Conflict<>("its endpoint was deleted");
            }
            if (endpoint.status() != EndpointStatus.ACTIVE || delivery.status() == DeliveryStatus.HELD) {
                return new Result.Conflict<>("its endpoint is "
                        + endpoint.status().word() + "; resume the endpoint, and what is held is delivered in order");
            }
            if (delivery.status() == DeliveryStatus.PENDING) {
                return hurry(tx, delivery);
            }
            Delivery again =
                    delivery.with(DeliveryStatus.PENDING, delivery.schedule().again());
            Set<EndpointId> serialized = endpoint.spec().serialize() ? Set.of(delivery.endpoint()) : Set.of();
            JdbcDeliveries.remove(tx, id.workspace(), List.of(id));
            JdbcQueue.insert(tx, Enqueuing.places(tx, List.of(again), serialized, clock.instant()), clock.instant());
            return new Result.Ok<>(id);
        });
    }

    private Result<DeliveryId> hurry(Handle tx, Delivery delivery) {
        Queued queued = JdbcQueue.lock(tx, delivery.id()).orElse(null);
        if (queued == null || queued.dueAt() == null) {
            return new Result.Conflict<>("earlier deliveries of this endpoint come first");
        }
        if (queued.lease().isTaken()) {
            return new Result.Conflict<>("an attempt is under way");
        }
        JdbcQueue.release(tx, delivery.id().workspace(), List.of(delivery.id()), clock.instant());
        return new Result.Ok<>(delivery.id());
    }

    /** Gives up a delivery that is not finished; what is under way of it is still written to the log. */
    public Result<DeliveryView> cancel(Actor actor, DeliveryId id) {
        return change(actor, id, "delivery.cancelled", (tx, delivery) -> {
            if (delivery.status() != DeliveryStatus.PENDING && delivery.status() != DeliveryStatus.HELD) {
                return new Result.Conflict<>(
                        "it is already " + delivery.status().word());
            }
            if (isAlone(tx, delivery)) {
                return new Result.Conflict<>(
                        "an attempt is under way, and its endpoint takes one at a time; cancel it when that has ended");
            }
            Delivery cancelled = delivery.with(DeliveryStatus.CANCELLED, delivery.schedule());
            JdbcDeliveries.insert(tx, List.of(new Finished(cancelled, null, clock.instant(), null)));
            JdbcQueue.delete(tx, id.workspace(), List.of(id));
            return new Result.Ok<>(id);
        });
    }

    /** Whether it is being attempted, and its endpoint must be sent nothing else meanwhile. */
    private boolean isAlone(Handle tx, Delivery delivery) {
        Queued queued = JdbcQueue.lock(tx, delivery.id()).orElse(null);
        return queued != null
                && queued.lease().isTaken()
                && queued.dueAt() != null
                && queued.dueAt().isAfter(clock.instant())
                && endpoints
                        .findReadable(tx, delivery.endpoint())
                        .filter(endpoint -> endpoint.spec().serialize())
                        .isPresent();
    }

    private Result<DeliveryView> change(
            Actor actor, DeliveryId id, String action, BiFunction<Handle, Delivery, Result<DeliveryId>> work) {
        if (!id.workspace().equals(actor.workspace())) {
            return notFound(id);
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            Handle tx = change.tx();
            Optional<Delivery> before = lock(tx, id);
            if (before.isEmpty()) {
                return notFound(id);
            }
            return work.apply(tx, before.get()).then(done -> JdbcDeliveryLog.find(tx, done)
                    .map(after -> change.done(
                            action,
                            id,
                            Map.of("status", before.get().status().word()),
                            Map.of("status", after.delivery().status().word()),
                            after))
                    .orElseGet(() -> notFound(id)));
        });
    }

    /** First its endpoint's lock, then its row, in the queue or in the log. */
    private Optional<Delivery> lock(Handle tx, DeliveryId id) {
        return JdbcDeliveryLog.find(tx, id).flatMap(view -> {
            JdbcEndpoints.lockAll(tx, id.workspace(), List.of(view.delivery().endpoint()));
            return JdbcQueue.lock(tx, id).map(Queued::delivery).or(() -> JdbcDeliveries.lock(tx, id));
        });
    }

    private static Optional<EventId> eventId(Handle tx, WorkspaceId workspace, String publicId) {
        return JdbcEvents.findByPublicId(tx, workspace, publicId).map(event -> event.id());
    }

    private static <T> Result<T> notFound(DeliveryId id) {
        return new Result.NotFound<>("delivery " + id);
    }
}
