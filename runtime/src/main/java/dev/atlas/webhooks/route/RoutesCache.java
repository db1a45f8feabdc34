package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints.Changed;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of each workspace. One look at one row per batch tells whether its routing version has moved; if so, the
 * endpoints that were changed since are read, so that a change on any node counts everywhere at once. Thread-safe.
 */
public final class RoutesCache {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesCache.class);

    /** Before every version, so that everything has changed since. */
    private static final long NEVER = -1;

    private final JdbcChangedEndpoints endpoints;
    private final FilterLanguage language;
    private final EventTypes eventTypes;
    private final Executor background;
    private final SpareMatches spare = new SpareMatches();
    private final Map<WorkspaceId, WorkspaceRoutes> cache = new ConcurrentHashMap<>();
    private final Set<WorkspaceId> compacting = ConcurrentHashMap.newKeySet();
    private final Set<EndpointId> unreadable = ConcurrentHashMap.newKeySet();

    /** @param background makes large indexes anew, so that routing need not wait for it */
    public RoutesCache(
            JdbcChangedEndpoints endpoints, FilterLanguage language, EventTypes eventTypes, Executor background) {
        this.endpoints = endpoints;
        this.language = language;
        this.eventTypes = eventTypes;
        this.background = background;
    }

    /** The routes as of this transaction; empty when there is no such workspace. */
    public Optional<WorkspaceRoutes> current(Handle tx, WorkspaceId workspace) {
        Optional<JdbcWorkspaces.Routing> version = JdbcWorkspaces.routing(tx, workspace);
        if (version.isEmpty()) {
            cache.remove(workspace);
            return Optional.empty();
        }
        WorkspaceRoutes cached = cache.get(workspace);
        if (cached != null && cached.version() == version.get().version()) {
            return Optional.of(cached);
        }
        boolean isBase = cached != null && cached.version() < version.get().version() && isReadable(workspace);
        WorkspaceRoutes fresh = read(tx, workspace, isBase ? cached : null, version.get());
        cache.put(workspace, fresh);
        if (fresh.index().isWorthCompacting()) {
            compact(workspace);
        }
        return Optional.of(fresh);
    }

    /** What could not be read is read again at each change: it may have been mended. */
    private boolean isReadable(WorkspaceId workspace) {
        return unreadable.stream().noneMatch(id -> id.workspace().equals(workspace));
    }

    /** @param known the routes at an earlier version; null when there are none */
    private WorkspaceRoutes read(
            Handle tx, WorkspaceId workspace, @Nullable WorkspaceRoutes known, JdbcWorkspaces.Routing version) {
        List<Changed> changed = endpoints.since(tx, workspace, known == null ? NEVER : known.version());
        Map<EndpointId, Route> routes = known == null ? new HashMap<>() : new HashMap<>(known.routes());
        for (Changed change : changed) {
            EndpointId id = change.endpoint().id();
            if (change.endpoint().status() == EndpointStatus.DELETED) {
                routes.remove(id);
                unreadable.remove(id);
            } else {
                note(id, change.readable());
                routes.put(id, new Route(change.endpoint(), change.secrets(), change.certificate()));
            }
        }
        EventTypes.Known types = known != null && known.version() >= version.eventTypesVersion()
                ? known.types()
                : eventTypes.of(tx, workspace);
        return new WorkspaceRoutes(
                version.version(),
                routes,
                index(known == null ? null : known.index(), changed, types),
                types,
                version.allowUndeclaredTypes(),
                spare);
    }

    private RoutingIndex<EndpointId> index(
            @Nullable RoutingIndex<EndpointId> known, List<Changed> changed, EventTypes.Known types) {
        List<Rule<EndpointId>> rules = rules(known == null ? List.of() : known.rules(), changed);
        try {
            return known == null ? RoutingIndex.of(rules, types.fields()) : known.with(rules, types.fields());
        } catch (IllegalArgumentException e) {
            return RoutingIndex.of(rules.stream().filter(this::compiles).toList(), types.fields());
        }
    }

    /** The rules after a change, in the order of the endpoints. */
    private static List<Rule<EndpointId>> rules(List<Rule<EndpointId>> before, List<Changed> changed) {
        List<Rule<EndpointId>> rules = new ArrayList<>(before);
        for (Changed change : changed) {
            Endpoint endpoint = change.endpoint();
            Rule<EndpointId> rule = new Rule<>(
                    endpoint.id(), endpoint.spec().eventTypes(), endpoint.spec().filter());
            int at = Collections.binarySearch(rules, rule, Comparator.comparing(Rule::target));
            if (endpoint.status() == EndpointStatus.DELETED) {
                if (at >= 0) {
                    rules.remove(at);
                }
            } else if (at >= 0) {
                rules.set(at, rule);
            } else {
                rules.add(-at - 1, rule);
            }
        }
        return rules;
    }

    /** Makes the index of a workspace anew; changes that come meanwhile are put on top. */
    private void compact(WorkspaceId workspace) {
        if (!compacting.add(workspace)) {
            return;
        }
        background.execute(() -> {
            try {
                WorkspaceRoutes routes = cache.get(workspace);
                if (routes != null) {
                    RoutingIndex<EndpointId> compacted = routes.index().compacted();
                    cache.computeIfPresent(
                            workspace,
                            (w, present) -> present.with(present.index().onto(compacted)));
                }
            } finally {
                compacting.remove(workspace);
            }
        });
    }

    /** An endpoint whose secrets cannot be read gets nothing until they can; all others do. */
    private void note(EndpointId id, boolean readable) {
        if (!readable && unreadable.add(id)) {
            LOG.error(
                    "The secret, the headers or the certificate of endpoint {} cannot be decrypted, so nothing is sent to it:"
                            + " give the key they were encrypted with as atlas.master-key or atlas.master-key.previous",
                    id);
        } else if (readable && unreadable.remove(id)) {
            LOG.info("The secret, the headers and the certificate of endpoint {} can be decrypted again", id);
        }
    }

    /** The endpoints that get nothing because their secrets cannot be decrypted, as far as this node has met them. */
    public Set<EndpointId> unreadable() {
        return Set.copyOf(unreadable);
    }

    /** A stored filter was checked when it was saved, so one that does not compile now is a fault of ours. */
    private boolean compiles(Rule<EndpointId> rule) {
        if (language.compile(rule.filter()) instanceof CompileResult.Rejected rejected) {
            LOG.error(
                    "The filter of endpoint {} does not compile any more, so it admits nothing: {}",
                    rule.target(),
                    rejected.diagnostics());
            return false;
        }
        return true;
    }
}
