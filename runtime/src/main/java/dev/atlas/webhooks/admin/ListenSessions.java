package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcListeners;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The sessions of those who listen at the API: each is a temporary endpoint, which holds its deliveries until the listener
 * takes them. Thread-safe.
 */
public final class ListenSessions {
    private static final int MAX_NAME = 100;

    private final Changes changes;
    private final JdbcEndpoints endpoints;
    private final EndpointRules rules;
    private final EndpointSecrets secrets;
    private final RandomGenerator random;

    public ListenSessions(
            Changes changes,
            JdbcEndpoints endpoints,
            EndpointRules rules,
            EndpointSecrets secrets,
            RandomGenerator random) {
        this.changes = changes;
        this.endpoints = endpoints;
        this.rules = rules;
        this.secrets = secrets;
        this.random = random;
    }

    /** Begins a session, or takes up the one of that name, with what is wished now; what is not said stays. */
    public Result<ListenSession> open(Actor actor, ListenWish wish) {
        if (wish.name() != null && wish.name().length() > MAX_NAME) {
            return new Result.Invalid<>(List.of(new Problem("/name", "has at most " + MAX_NAME + " characters")));
        }
        return changes.run(actor, Permission.CHANGE, change -> {
            Optional<Endpoint> known = wish.name() == null
                    ? Optional.empty()
                    : JdbcListeners.named(change.tx(), actor.workspace(), wish.name())
                            .flatMap(id -> endpoints.lock(change.tx(), id));
            return rules.listener(wish, known.map(Endpoint::spec).orElse(null))
                    .then(spec -> known.isPresent() ? changed(change, known.get(), spec) : begun(change, wish, spec));
        });
    }

    private Result<ListenSession> begun(Change change, ListenWish wish, EndpointSpec spec) {
        EndpointId id = new EndpointId(change.actor().workspace(), change.nextId());
        Endpoint endpoint =
                new Endpoint(id, spec, 1, EndpointStatus.ACTIVE, EndpointFlow.LISTENING, null, change.now());
        endpoints.insert(change.tx(), endpoint, change.actor().name());
        String secret = secrets.create(change.tx(), id);
        long connection = random.nextLong();
        if (wish.name() != null) {
            // The endpoint of a session that bore this name was deleted.
            JdbcListeners.named(change.tx(), id.workspace(), wish.name())
                    .ifPresent(old -> JdbcListeners.delete(change.tx(), old));
        }
        JdbcListeners.insert(change.tx(), id, wish.name(), connection, change.now());
        return change.done(
                "endpoint.created",
                id,
                null,
                EndpointFacts.of(endpoint),
                new ListenSession(endpoint, secret, connection));
    }

    private Result<ListenSession> changed(Change change, Endpoint present, EndpointSpec spec) {
        boolean newVersion = EndpointRules.subscriptionChanged(present.spec(), spec);
        Endpoint endpoint = new Endpoint(
                present.id(),
                spec,
                present.filterVersion() + (newVersion ? 1 : 0),
                present.status(),
                present.flow(),
                present.paused(),
                present.createdAt());
        endpoints.update(change.tx(), present, endpoint, change.actor().name(), change.now());
        ListenSession session = connected(change, endpoint);
        return newVersion
                ? change.done(
                        "endpoint.updated",
                        endpoint.id(),
                        EndpointFacts.of(present),
                        EndpointFacts.of(endpoint),
                        session)
                : change.unchanged(session);
    }

    /** Takes a session up again, as it is, after a lost connection. */
    public Result<ListenSession> resume(Actor actor, EndpointId id) {
        if (!id.workspace().equals(actor.workspace())) {
            return gone(id);
        }
        return changes.run(actor, Permission.CHANGE, change -> find(change.tx(), id)
                .<Result<ListenSession>>map(endpoint -> change.unchanged(connected(change, endpoint)))
                .orElseGet(() -> gone(id)));
    }

    private Optional<Endpoint> find(Handle tx, EndpointId id) {
        return endpoints.lock(tx, id).filter(Endpoint::isListener);
    }

    private ListenSession connected(Change change, Endpoint endpoint) {
        long connection = random.nextLong();
        JdbcListeners.connect(change.tx(), endpoint.id(), connection, change.now());
        return new ListenSession(endpoint, secrets.current(change.tx(), endpoint.id()), connection);
    }

    private static <T> Result<T> gone(EndpointId id) {
        return new Result.NotFound<>("session " + id + ", or it was not used for a day");
    }
}
