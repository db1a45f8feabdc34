package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.EndpointTrouble;
import dev.atlas.webhooks.endpoint.EndpointUnreadableException;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcDrains;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcEndpoints.Listed;
import dev.atlas.webhooks.endpoint.JdbcHealth;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.outbox.JdbcIdempotency;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.queue.JdbcHeld;
import dev.atlas.webhooks.queue.JdbcSequences;
import dev.atlas.webhooks.route.RoutesCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Endpoints: create, change, take out of service and back. Thread-safe. */
public final class EndpointAdmin {
    private static final int MAX_PAUSE_REASON = 1000;

    /** A drain has no more than that under way. */
    private static final int MOST_PENDING = 10_000;

    /** Most endpoints of a workspace. */
    private static final int MAX_ENDPOINTS = 100_000;

    private final Database database;
    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final RoutesCache routes;
    private final EndpointRules rules;
    private final EndpointSecrets secrets;
    private final InstantSource clock;

    public EndpointAdmin(
            Database database,
            Changes changes,
            EndpointSource source,
            EndpointRules rules,
            EndpointSecrets secrets,
            InstantSource clock) {
        this.database = database;
        this.changes = changes;
        this.endpoints = source.rows();
        this.routes = source.routes();
        this.rules = rules;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** The endpoints of a workspace, oldest first. */
    public EndpointList list(WorkspaceId workspace, SliceRequest request) {
        long after =
                request.after() == null ? 0 : EndpointId.parse(request.after()).value();
        return database.read(tx -> {
            Slice<Listed> rows =
                    request.slice(endpoints.page(tx, workspace, after, request.limit() + 1), row -> row.id()
                            .toString());
            Map<EndpointId, String> troubles = routes.unreadable(tx, workspace);
            return new EndpointList(
                    rows.items().stream()
                            .map(row -> item(tx, row, troubles.get(row.id())))
                            .toList(),
                    rows.next());
        });
    }

    private EndpointList.Item item(Handle tx, Listed row, @Nullable String trouble) {
        Endpoint endpoint = row.endpoint();
        return endpoint == null
                ? new EndpointList.Item(
                        row.id(), row.description(), null, EndpointTrouble.damaged(row.id(), row.damage()))
                : new EndpointList.Item(row.id(), row.description(), view(tx, endpoint), trouble);
    }

    /** One endpoint. */
    public Result<EndpointView> get(EndpointId id) {
        return database.read(tx -> endpoints
                .find(tx, id)
                .<Result<EndpointView>>map(endpoint -> new Result.Ok<>(view(tx, endpoint)))
                .orElseGet(() -> notFound(id)));
    }

    /** The endpoints of a workspace to which nothing is sent since they cannot be read, each with the reason and what to do. */
    public Map<EndpointId, String> unreadable(WorkspaceId workspace) {
        return database.read(tx -> routes.unreadable(tx, workspace));
    }

    /** Until when secrets from before a rotation sign beside the present one. */
    public Optional<Instant> secretOverlapEnd(EndpointId id) {
        return database.read(tx -> JdbcSecrets.overlapEnd(tx, id, clock.instant()));
    }

    /** Adds an endpoint; its secret is in the answer. */
    public Result<CreatedEndpoint> create(Actor actor, EndpointInput input) {
        return create(actor, input, EndpointStatus.ACTIVE, null);
    }

    /**
     * Adds an endpoint, once.
     *
     * @param status the status that it begins with
     * @param request tells this request from others; the same one again gets the same endpoint; null for none
     */
    public Result<CreatedEndpoint> create(
            Actor actor, EndpointInput input, EndpointStatus status, @Nullable IdempotentRequest request) {
        return rules.apply(input, null)
                .then(spec -> changes.run(actor, Permission.CHANGE, change -> {
                    EndpointId id = new EndpointId(actor.workspace(), change.nextId());
                    if (request != null) {
                        Optional<Result<CreatedEndpoint>> earlier = earlier(change, request, id);
                        if (earlier.isPresent()) {
                            return earlier.get();
                        }
                    }
                    if (endpoints.count(change.tx(), actor.workspace()) >= MAX_ENDPOINTS) {
                        return new Result.Conflict<>("a workspace has at most %,d endpoints".formatted(MAX_ENDPOINTS));
                    }
                    Endpoint endpoint =
                            new Endpoint(id, spec, 1, EndpointStatus.ACTIVE, EndpointFlow.OPEN, null, change.now());
                    endpoints.insert(change.tx(), endpoint, actor.name());
                    String secret = secrets.create(change.tx(), id);
                    toStatus(change, endpoint, status);
                    Endpoint created = endpoints.find(change.tx(), id).orElseThrow();
                    return change.done(
                            "endpoint.created",
                            id,
                            null,
                            EndpointFacts.of(created),
                            new CreatedEndpoint(view(change.tx(), created), secret));
                }));
    }

    /** What the same request got before; empty when this is the first. */
    private Optional<Result<CreatedEndpoint>> earlier(Change change, IdempotentRequest request, EndpointId fresh) {
        Handle tx = change.tx();
        return JdbcIdempotency.reserve(
                        tx,
                        fresh.workspace(),
                        JdbcIdempotency.Scope.ENDPOINT,
                        request.key(),
                        new JdbcIdempotency.Answer(request.bodyHash(), List.of(fresh.toString())),
                        change.now())
                .map(answer -> {
                    if (!answer.sameBody(request.bodyHash())) {
                        return new Result.Conflict<>("this Idempotency-Key was used for a different request");
                    }
                    EndpointId id = EndpointId.parse(answer.ids().get(0));
                    return endpoints
                            .find(tx, id)
                            .map(endpoint ->
                                    change.unchanged(new CreatedEndpoint(view(tx, endpoint), secrets.current(tx, id))))
                            .orElseGet(() -> new Result.Conflict<>(
                                    "the endpoint that this Idempotency-Key created was deleted"));
                });
    }

    /**
     * What is wrong with an input, without changing anything.
     *
     * @param stored the endpoint that it would change; null for a new one
     */
    public List<Problem> problems(EndpointInput input, @Nullable Endpoint stored) {
        return rules.apply(input, stored == null ? null : stored.spec()) instanceof Result.Invalid<EndpointSpec> invalid
                ? invalid.problems()
                : List.of();
    }

    /** Changes what the input gives; a changed subscription becomes a new filter version. */
    public Result<EndpointView> update(Actor actor, EndpointId id, EndpointInput input) {
        return update(actor, id, EndpointEdit.of(input));
    }

    /** Changes what the edit gives, all of it or nothing. */
    public Result<EndpointView> update(Actor actor, EndpointId id, EndpointEdit edit) {
        return change(actor, id, "endpoint.updated", (change, endpoint) -> {
            if (!edit.expected().test(EndpointFacts.tag(endpoint))) {
                return stale();
            }
            return rules.apply(edit.input(), endpoint.spec()).then(spec -> {
                if (spec.serialize() != endpoint.spec().serialize() && !JdbcHeld.isIdle(change.tx(), id)) {
                    return new Result.Conflict<>("the order of delivery can be changed only while nothing is"
                            + " pending; pause the endpoint first");
                }
                if (edit.input().headers() != null) {
                    endpoints.updateHeaders(change.tx(), id, spec.headers());
                }
                write(change, endpoint, spec);
                toStatus(change, endpoint, edit.status() == null ? endpoint.status() : edit.status());
                return new Result.Ok<>(id);
            });
        });
    }

    private void write(Change change, Endpoint endpoint, EndpointSpec spec) {
        boolean newVersion = EndpointRules.subscriptionChanged(endpoint.spec(), spec);
        Endpoint changed = new Endpoint(
                endpoint.id(),
                spec,
                endpoint.filterVersion() + (newVersion ? 1 : 0),
                endpoint.status(),
                endpoint.flow(),
                endpoint.paused(),
                endpoint.createdAt());
        endpoints.update(change.tx(), endpoint, changed, change.actor().name(), change.now());
    }

    private void toStatus(Change change, Endpoint endpoint, EndpointStatus wanted) {
        if (wanted == endpoint.status()) {
            return;
        }
        switch (wanted) {
            case PAUSED -> pausing().pause(change.tx(), endpoint.id(), false, pausedBy(change.actor()));
            case DISABLED -> pausing().disable(change.tx(), endpoint.id());
            case ACTIVE -> pausing().resume(change.tx(), endpoint);
            case DELETED -> throw new IllegalArgumentException("an endpoint is deleted by delete()");
        }
    }

    private static String pausedBy(Actor actor) {
        return "paused by " + actor.name();
    }

    /** Removes the endpoint; what it did not get yet is cancelled, its log stays. */
    public Result<EndpointId> delete(Actor actor, EndpointId id) {
        return delete(actor, id, tag -> true);
    }

    /** Removes the endpoint if its tag is still one that the caller expects; one whose row is damaged has none. */
    public Result<EndpointId> delete(Actor actor, EndpointId id, Predicate<String> expected) {
        try {
            return locked(
                    actor,
                    id,
                    (change, endpoint) -> expected.test(EndpointFacts.tag(endpoint))
                            ? delete(change, id, EndpointFacts.of(endpoint))
                            : stale());
        } catch (EndpointUnreadableException e) {
            return changes.run(
                    actor,
                    Permission.CHANGE,
                    change -> endpoints.lockPresent(change.tx(), id) ? delete(change, id, Map.of()) : notFound(id));
        }
    }

    private Result<EndpointId> delete(Change change, EndpointId id, Map<String, @Nullable Object> facts) {
        pausing().delete(change.tx(), id);
        JdbcClientCertificates.delete(change.tx(), id);
        return change.done("endpoint.deleted", id, facts, null, id);
    }

    /** No attempts from now on; new events are held. */
    public Result<EndpointView> pause(Actor actor, EndpointId id, String reason) {
        if (reason.length() > MAX_PAUSE_REASON) {
            return new Result.Invalid<>(
                    List.of(new Problem("/reason", "has at most %,d characters".formatted(MAX_PAUSE_REASON))));
        }
        return change(actor, id, "endpoint.paused", (change, endpoint) -> {
            if (endpoint.status() != EndpointStatus.ACTIVE) {
                return new Result.Conflict<>(
                        "the endpoint is already " + endpoint.status().word());
            }
            pausing().pause(change.tx(), id, false, reason.isBlank() ? pausedBy(actor) : reason.strip());
            return new Result.Ok<>(id);
        });
    }

    /** Back in service: one held delivery is tried first, then the others follow in order. */
    public Result<EndpointView> resume(Actor actor, EndpointId id) {
        return change(actor, id, "endpoint.resumed", (change, endpoint) -> {
            if (endpoint.status() != EndpointStatus.PAUSED) {
                return new Result.Conflict<>("only a paused endpoint can be resumed; this one is "
                        + endpoint.status().word());
            }
            pausing().resume(change.tx(), endpoint);
            return new Result.Ok<>(id);
        });
    }

    /** Switches the endpoint off; nothing is discarded. */
    public Result<EndpointView> disable(Actor actor, EndpointId id) {
        return change(actor, id, "endpoint.disabled", (change, endpoint) -> {
            pausing().disable(change.tx(), id);
            return new Result.Ok<>(id);
        });
    }

    /** Switches a disabled endpoint on again, as {@link #resume} does with a paused one. */
    public Result<EndpointView> enable(Actor actor, EndpointId id) {
        return change(actor, id, "endpoint.enabled", (change, endpoint) -> {
            if (endpoint.status() != EndpointStatus.DISABLED) {
                return new Result.Conflict<>("only a disabled endpoint can be enabled; this one is "
                        + endpoint.status().word());
            }
            pausing().resume(change.tx(), endpoint);
            return new Result.Ok<>(id);
        });
    }

    private Pausing pausing() {
        return new Pausing(endpoints, clock);
    }

    /** Runs the work and logs it under that name. */
    private Result<EndpointView> change(
            Actor actor, EndpointId id, String action, BiFunction<Change, Endpoint, Result<EndpointId>> work) {
        return locked(actor, id, (change, before) -> work.apply(change, before).then(done -> {
                    Endpoint after = endpoints.find(change.tx(), done).orElseThrow();
                    return change.done(action, id, EndpointFacts.of(before), EndpointFacts.of(after, before), done);
                }))
                .then(this::get);
    }

    /** Runs the work under the endpoint's lock, for those who may. */
    private Result<EndpointId> locked(
            Actor actor, EndpointId id, BiFunction<Change, Endpoint, Result<EndpointId>> work) {
        if (!id.workspace().equals(actor.workspace())) {
            return notFound(id);
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            Optional<Endpoint> endpoint = endpoints.lock(change.tx(), id);
            return endpoint.isEmpty() ? EndpointAdmin.<EndpointId>notFound(id) : work.apply(change, endpoint.get());
        });
    }

    private EndpointView view(Handle tx, Endpoint endpoint) {
        JdbcHealth.Health health = JdbcHealth.read(tx, endpoint.id());
        long waiting = Pausing.waiting(tx, endpoint.id());
        return new EndpointView(
                endpoint,
                JdbcSequences.last(tx, endpoint.id()),
                waiting,
                endpoint.flow() == EndpointFlow.DRAINING ? drainedAt(tx, endpoint.id(), waiting) : null,
                health.lastSuccessAt(),
                health.failingSince(),
                health.lastError());
    }

    private @Nullable Instant drainedAt(Handle tx, EndpointId id, long held) {
        return JdbcDrains.read(tx, id).endsAt(held, JdbcHeld.pending(tx, id, MOST_PENDING), clock.instant());
    }

    private static <T> Result<T> notFound(EndpointId id) {
        return new Result.NotFound<>("endpoint " + id);
    }

    private static <T> Result<T> stale() {
        return new Result.Stale<>("the endpoint was changed since you looked at it; look again");
    }
}
