package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All routes of a workspace at one routing version. Immutable: an event sees exactly one version.
 *
 * @param ownTypes the event types that the workspace added to the catalogue
 * @param allowUndeclared whether it takes types that no catalogue knows
 */
public record WorkspaceRoutes(
        long version, Map<EndpointId, Route> routes, Set<String> ownTypes, boolean allowUndeclared) {
    public WorkspaceRoutes {
        routes = Map.copyOf(routes);
        ownTypes = Set.copyOf(ownTypes);
    }

    /** Routes by their endpoints. */
    public static Map<EndpointId, Route> byEndpoint(List<Route> routes) {
        return routes.stream()
                .collect(Collectors.toMap(route -> route.endpoint().id(), Function.identity()));
    }

    /** The routes that admit the event, in the order of their endpoints' ids. */
    public List<Route> matching(EventView event) {
        return routes.values().stream()
                .filter(route -> route.admits(event))
                .sorted((a, b) -> a.endpoint().id().compareTo(b.endpoint().id()))
                .toList();
    }

    /** The route to an endpoint; empty when it was deleted. */
    public Optional<Route> to(EndpointId endpoint) {
        return Optional.ofNullable(routes.get(endpoint));
    }
}
