package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.jdbc.Database;
import java.util.List;
import java.util.function.Predicate;

/**
 * Takes all endpoints of a workspace out of service and back, as when the receivers' side is being moved. Thread-safe.
 *
 * <p>Each endpoint is paused and resumed for itself, so that what was paused for another reason stays paused.
 */
public final class WorkspaceFlow {
    private static final String MARK = "workspace paused";

    /** So that it has room in an endpoint's reason behind the mark. */
    private static final int MAX_REASON = 900;

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final EndpointAdmin admin;

    public WorkspaceFlow(Database database, JdbcEndpoints endpoints, EndpointAdmin admin) {
        this.database = database;
        this.endpoints = endpoints;
        this.admin = admin;
    }

    /**
     * Pauses every active endpoint; new events are held.
     *
     * @return how many were paused
     */
    public Result<Integer> pause(Actor actor, String reason) {
        if (reason.length() > MAX_REASON) {
            return new Result.Invalid<>(
                    List.of(new Problem("/reason", "has at most %d characters".formatted(MAX_REASON))));
        }
        String mark = reason.isBlank() ? MARK + " by " + actor.name() : MARK + ": " + reason.strip();
        return forEach(
                actor,
                endpoint -> endpoint.status() == EndpointStatus.ACTIVE,
                endpoint -> admin.pause(actor, endpoint.id(), mark));
    }

    /**
     * Resumes the endpoints that {@link #pause} paused, each by a probe and then in order.
     *
     * @return how many were resumed
     */
    public Result<Integer> resume(Actor actor) {
        return forEach(actor, WorkspaceFlow::isMarked, endpoint -> admin.resume(actor, endpoint.id()));
    }

    private static boolean isMarked(Endpoint endpoint) {
        Endpoint.Pause paused = endpoint.paused();
        return paused != null && !paused.automatic() && paused.reason().startsWith(MARK);
    }

    private Result<Integer> forEach(Actor actor, Predicate<Endpoint> concerned, Work work) {
        List<Endpoint> all = database.read(tx -> endpoints.list(tx, actor.workspace()));
        int done = 0;
        for (Endpoint endpoint : all) {
            if (concerned.test(endpoint)) {
                Result<EndpointView> result = work.on(endpoint);
                if (result instanceof Result.Forbidden || result instanceof Result.Invalid) {
                    return result.then(view -> new Result.Ok<>(0));
                }
                done += result instanceof Result.Ok ? 1 : 0; // else somebody was faster
            }
        }
        return new Result.Ok<>(done);
    }

    private interface Work {
        Result<EndpointView> on(Endpoint endpoint);
    }
}
