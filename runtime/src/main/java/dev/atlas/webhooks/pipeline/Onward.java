package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.route.Route;
import dev.atlas.webhooks.route.RoutesCache;
import dev.atlas.webhooks.route.WorkspaceRoutes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;

/** What the end of a delivery leads to: the drain after a probe, the next delivery of a serialized endpoint. */
final class Onward {
    private final JdbcEndpoints endpoints;
    private final RoutesCache routes;
    private final Claiming claiming;

    Onward(JdbcEndpoints endpoints, RoutesCache routes, Claiming claiming) {
        this.endpoints = endpoints;
        this.routes = routes;
        this.claiming = claiming;
    }

    /**
     * Goes on after deliveries of one workspace, in the transaction that has finished them.
     *
     * @param ended their endpoints
     * @param succeeded those of them that have just taken something
     * @return what is to be sent next: so a serialized endpoint waits for no polling
     */
    List<Claimed> goOn(
            Handle tx, WorkspaceId workspace, Set<EndpointId> ended, Set<EndpointId> succeeded, Places places) {
        Optional<WorkspaceRoutes> present = ended.isEmpty() ? Optional.empty() : routes.current(tx, workspace);
        if (present.isEmpty()) {
            return List.of();
        }
        Set<EndpointId> serialized = new TreeSet<>();
        for (EndpointId id : ended) {
            Endpoint endpoint = present.get().to(id).map(Route::endpoint).orElse(null);
            if (endpoint == null || endpoint.status() != EndpointStatus.ACTIVE) {
                continue;
            }
            if (endpoint.spec().serialize()) {
                serialized.add(id);
            }
            if (endpoint.flow() == EndpointFlow.PROBING && succeeded.contains(id)) {
                drain(tx, id);
            }
        }
        return serialized.isEmpty()
                ? List.of()
                : claiming.waiting(tx, workspace, serialized, places).claimed();
    }

    private void drain(Handle tx, EndpointId id) {
        endpoints
                .lock(tx, id)
                .filter(endpoint ->
                        endpoint.status() == EndpointStatus.ACTIVE && endpoint.flow() == EndpointFlow.PROBING)
                .ifPresent(
                        endpoint -> endpoints.updateState(tx, id, EndpointStatus.ACTIVE, EndpointFlow.DRAINING, null));
    }
}
