package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EventTypePattern;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.OperationalType;
import dev.atlas.webhooks.identity.EndpointId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * All routes of a workspace at one routing version. Immutable: an event sees exactly one version.
 *
 * @param routes handed over: nobody else changes it
 * @param damaged endpoints that are there, but cannot be read: nobody knows which events they ask for
 * @param locked endpoints with a route, whose secret, headers or certificate cannot be decrypted
 * @param index decides for all endpoints at once; answers in the order of their ids
 * @param types the event types that the workspace may publish
 * @param allowUndeclared whether it takes types that the catalogue does not have
 * @param spare shared by all of a node
 */
public record WorkspaceRoutes(
        long version,
        Map<EndpointId, Route> routes,
        Set<EndpointId> damaged,
        Set<EndpointId> locked,
        RoutingIndex<EndpointId> index,
        EventTypes.Known types,
        boolean allowUndeclared,
        SpareMatches spare) {
    public WorkspaceRoutes {
        // Not copied: with 10,000 endpoints that would take longer than all else of a change.
        routes = Collections.unmodifiableMap(routes);
        damaged = Set.copyOf(damaged);
        locked = Set.copyOf(locked);
    }

    /**
     * The routes that admit the event: its types contain the event's, and its filter is true. Operational events go to
     * those only who asked for them: {@code *} does not mean them.
     *
     * @param type  the event's type
     * @param event the event as it is stored and delivered
     */
    public List<Route> matching(String type, byte[] event) {
        boolean operational = OperationalType.of(type).isPresent();
        return spare.match(index, event).stream()
                .map(id -> Objects.requireNonNull(routes.get(id)))
                .filter(route -> !operational || asksFor(route, type))
                .toList();
    }

    /** Whether any endpoint asked for operational events of this type, or may have. */
    public boolean anyoneAsksFor(OperationalType type) {
        return !damaged.isEmpty() || routes.values().stream().anyMatch(route -> asksFor(route, type.word()));
    }

    /** Whether an endpoint's types contain this one; its filter is not asked. */
    public static boolean wants(Endpoint endpoint, String type) {
        boolean operational = OperationalType.of(type).isPresent();
        return endpoint.spec().eventTypes().stream()
                .anyMatch(pattern ->
                        new EventTypePattern(pattern).matches(type) && !(operational && pattern.equals("*")));
    }

    private static boolean asksFor(Route route, String type) {
        return route.endpoint().spec().eventTypes().stream()
                .anyMatch(pattern -> !pattern.equals("*") && new EventTypePattern(pattern).matches(type));
    }

    /** Why the workspace does not take events of a type; empty when it does. */
    public Optional<String> refusal(String type) {
        if (allowUndeclared || types.types().find(type).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                "'%s' is not in the catalogue of event types; add it there, or allow undeclared types".formatted(type));
    }

    /** The same, with an equal index. */
    WorkspaceRoutes with(RoutingIndex<EndpointId> equal) {
        return new WorkspaceRoutes(version, routes, damaged, locked, equal, types, allowUndeclared, spare);
    }

    /** Whether nobody knows how to send to an endpoint: what there is for it waits until that is mended. */
    public boolean isUnreadable(EndpointId endpoint) {
        return damaged.contains(endpoint) || locked.contains(endpoint);
    }

    /** The route to an endpoint; empty when it was deleted, or is {@linkplain #damaged damaged}. */
    public Optional<Route> to(EndpointId endpoint) {
        return Optional.ofNullable(routes.get(endpoint));
    }
}
