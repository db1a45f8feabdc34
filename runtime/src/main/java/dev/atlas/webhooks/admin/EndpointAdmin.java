package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcSequences;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;

/** Endpoints: create, change, take out of service and back. Thread-safe. */
public final class EndpointAdmin {
    private static final int MAX_PAUSE_REASON = 1000;

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final EndpointRules rules;
    private final EndpointSecrets secrets;
    private final IdSource ids;
    private final InstantSource clock;

    public EndpointAdmin(
            Database database,
            JdbcEndpoints endpoints,
            EndpointRules rules,
            EndpointSecrets secrets,
            IdSource ids,
            InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.rules = rules;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    /** The endpoints of a workspace, oldest first. */
    public Slice<EndpointView> list(WorkspaceId workspace, SliceRequest request) {
        long after =
                request.after() == null ? 0 : EndpointId.parse(request.after()).value();
        return database.read(tx -> {
            List<Endpoint> all = endpoints.list(tx, workspace).stream()
                    .filter(endpoint -> endpoint.id().value() > after)
                    .limit(request.limit() + 1L)
                    .toList();
            return request.slice(
                    all.stream().map(endpoint -> view(tx, endpoint)).toList(),
                    view -> view.endpoint().id().toString());
        });
    }

    /** One endpoint. */
    public Result<EndpointView> get(EndpointId id) {
        return database.read(tx -> endpoints
                .find(tx, id)
                .<Result<EndpointView>>map(endpoint -> new Result.Ok<>(view(tx, endpoint)))
                .orElseGet(() -> notFound(id)));
    }

    /** Adds an endpoint; its secret is in the answer. */
    public Result<CreatedEndpoint> create(Actor actor, EndpointInput input) {
        if (!actor.role().mayChange()) {
            return forbidden(actor);
        }
        return rules.apply(input, null)
                .then(spec -> database.inTransaction(tx -> {
                    EndpointId id = new EndpointId(actor.workspace(), ids.next());
                    Endpoint endpoint =
                            new Endpoint(id, spec, 1, EndpointStatus.ACTIVE, EndpointFlow.OPEN, null, clock.instant());
                    endpoints.insert(tx, endpoint, actor.name());
                    String secret = secrets.create(tx, id);
                    return new Result.Ok<>(new CreatedEndpoint(view(tx, endpoint), secret));
                }));
    }

    /** Changes what the input gives; a changed subscription becomes a new filter version. */
    public Result<EndpointView> update(Actor actor, EndpointId id, EndpointInput input) {
        return change(
                actor, id, (tx, endpoint) -> rules.apply(input, endpoint.spec()).then(spec -> {
                    if (spec.serialize() != endpoint.spec().serialize() && !JdbcDeliveries.isIdle(tx, id)) {
                        return new Result.Conflict<>("the order of delivery can be changed only while nothing is"
                                + " pending; pause the endpoint first");
                    }
                    write(tx, actor, endpoint, spec);
                    return new Result.Ok<>(id);
                }));
    }

    private void write(Handle tx, Actor actor, Endpoint endpoint, EndpointSpec spec) {
        boolean newVersion = EndpointRules.subscriptionChanged(endpoint.spec(), spec);
        Endpoint changed = new Endpoint(
                endpoint.id(),
                spec,
                endpoint.filterVersion() + (newVersion ? 1 : 0),
                endpoint.status(),
                endpoint.flow(),
                endpoint.paused(),
                endpoint.createdAt());
        endpoints.update(tx, changed, newVersion, actor.name(), clock.instant());
    }

    /** Removes the endpoint; what it did not get yet is cancelled, its log stays. */
    public Result<EndpointId> delete(Actor actor, EndpointId id) {
        return locked(actor, id, (tx, endpoint) -> {
            endpoints.updateState(tx, id, EndpointStatus.DELETED, EndpointFlow.OPEN, null);
            JdbcDeliveries.cancelUnfinished(tx, id);
            return new Result.Ok<>(id);
        });
    }

    /** No attempts from now on; new events are held. */
    public Result<EndpointView> pause(Actor actor, EndpointId id, String reason) {
        if (reason.length() > MAX_PAUSE_REASON) {
            return new Result.Invalid<>(
                    List.of(new Problem("/reason", "has at most %,d characters".formatted(MAX_PAUSE_REASON))));
        }
        return change(actor, id, (tx, endpoint) -> {
            if (endpoint.status() != EndpointStatus.ACTIVE) {
                return new Result.Conflict<>(
                        "the endpoint is already " + endpoint.status().word());
            }
            String said = reason.isBlank() ? "paused by " + actor.name() : reason.strip();
            pausing().pause(tx, id, false, said);
            return new Result.Ok<>(id);
        });
    }

    /** Back in service: one held delivery is tried first, then the others follow in order. */
    public Result<EndpointView> resume(Actor actor, EndpointId id) {
        return change(actor, id, (tx, endpoint) -> {
            if (endpoint.status() != EndpointStatus.PAUSED) {
                return new Result.Conflict<>("only a paused endpoint can be resumed; this one is "
                        + endpoint.status().word());
            }
            pausing().resume(tx, id);
            return new Result.Ok<>(id);
        });
    }

    /** Switches the endpoint off; nothing is discarded. */
    public Result<EndpointView> disable(Actor actor, EndpointId id) {
        return change(actor, id, (tx, endpoint) -> {
            pausing().disable(tx, id);
            return new Result.Ok<>(id);
        });
    }

    /** Switches a disabled endpoint on again, as {@link #resume} does with a paused one. */
    public Result<EndpointView> enable(Actor actor, EndpointId id) {
        return change(actor, id, (tx, endpoint) -> {
            if (endpoint.status() != EndpointStatus.DISABLED) {
                return new Result.Conflict<>("only a disabled endpoint can be enabled; this one is "
                        + endpoint.status().word());
            }
            pausing().resume(tx, id);
            return new Result.Ok<>(id);
        });
    }

    private Pausing pausing() {
        return new Pausing(endpoints, clock);
    }

    private Result<EndpointView> change(
            Actor actor, EndpointId id, BiFunction<Handle, Endpoint, Result<EndpointId>> work) {
        return locked(actor, id, work).then(this::get);
    }

    /** Runs the work under the endpoint's lock, for those who may. */
    private Result<EndpointId> locked(
            Actor actor, EndpointId id, BiFunction<Handle, Endpoint, Result<EndpointId>> work) {
        if (!id.workspace().equals(actor.workspace())) {
            return notFound(id);
        }
        if (!actor.role().mayChange()) {
            return forbidden(actor);
        }
        return database.inTransaction(tx -> {
            Optional<Endpoint> endpoint = endpoints.lock(tx, id);
            return endpoint.isEmpty() ? EndpointAdmin.<EndpointId>notFound(id) : work.apply(tx, endpoint.get());
        });
    }

    private static EndpointView view(Handle tx, Endpoint endpoint) {
        JdbcHealth.Health health = JdbcHealth.read(tx, endpoint.id());
        return new EndpointView(
                endpoint,
                JdbcSequences.last(tx, endpoint.id()),
                Pausing.waiting(tx, endpoint.id()),
                health.lastSuccessAt(),
                health.failingSince(),
                health.lastError());
    }

    private static <T> Result<T> notFound(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }

    static <T> Result<T> forbidden(Actor actor) {
        return new Result.Forbidden<>("a " + actor.role().word() + " may not change anything");
    }
}
