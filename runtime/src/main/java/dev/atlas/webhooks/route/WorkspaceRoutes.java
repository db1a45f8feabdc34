package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All routes of a workspace at one routing version. Immutable: an event sees exactly one version.
 *
 * @param catalogue the event types that the workspace may publish
 * @param allowUndeclared whether it takes types that the catalogue does not have
 */
public record WorkspaceRoutes(
        long version, Map<EndpointId, Route> routes, EventCatalogue catalogue, boolean allowUndeclared) {
    public WorkspaceRoutes {
        routes = Map.copyOf(routes);
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

    /** Why the workspace does not take events of a type; empty when it does. */
    public Optional<String> refusal(String type) {
        if (allowUndeclared || catalogue.find(type).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                "'%s' is not in the catalogue of event types; add it there, or allow undeclared types".formatted(type));
    }

    /** The route to an endpoint; empty when it was deleted. */
    public Optional<Route> to(EndpointId endpoint) {
        return Optional.ofNullable(routes.get(endpoint));
    }
}
