package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import dev.atlas.webhooks.endpoint.ClientCertificate;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcClientCertificates;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
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

    private static final SigningSecrets NOTHING = new SigningSecrets(List.of());

    private final JdbcEndpoints endpoints;
    private final JdbcSecrets secrets;
    private final JdbcClientCertificates certificates;
    private final FilterLanguage language;
    private final EventTypes eventTypes;
    private final Executor background;
    private final SpareMatches spare = new SpareMatches();
    private final Map<WorkspaceId, WorkspaceRoutes> cache = new ConcurrentHashMap<>();
    private final Set<WorkspaceId> compacting = ConcurrentHashMap.newKeySet();
    private final Set<EndpointId> unreadable = ConcurrentHashMap.newKeySet();

    /** @param background makes large indexes anew, so that routing need not wait for it */
    public RoutesCache(
            JdbcEndpoints endpoints,
            JdbcSecrets secrets,
            JdbcClientCertificates certificates,
            FilterLanguage language,
            EventTypes eventTypes,
            Executor background) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.certificates = certificates;
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
        long since = known == null ? NEVER : known.version();
        Set<EndpointId> locked = new HashSet<>();
        List<Endpoint> changed = endpoints.changedSince(tx, workspace, since, locked);
        Map<EndpointId, SigningSecrets> signing = secrets.changedSince(tx, workspace, since);
        Map<EndpointId, ClientCertificate> shown = certificates.changedSince(tx, workspace, since, locked);
        Map<EndpointId, Route> routes = known == null ? new HashMap<>() : new HashMap<>(known.routes());
        for (Endpoint endpoint : changed) {
            EndpointId id = endpoint.id();
            if (endpoint.status() == EndpointStatus.DELETED) {
                routes.remove(id);
                unreadable.remove(id);
            } else {
                SigningSecrets own = signing.getOrDefault(id, NOTHING);
                boolean readable = own.canSign() && !locked.contains(id);
                note(id, readable);
                routes.put(id, new Route(endpoint, readable ? own : NOTHING, shown.get(id)));
            }
        }
        List<Rule<EndpointId>> rules =
                rules(known == null ? List.of() : known.index().rules(), changed);
        EventTypes.Known types = eventTypes.of(tx, workspace);
        return new WorkspaceRoutes(
                version.version(),
                routes,
                known == null
                        ? RoutingIndex.of(rules, types.fields())
                        : known.index().with(rules, types.fields()),
                types.types(),
                version.allowUndeclaredTypes(),
                spare);
    }

    /** The rules after a change, in the order of the endpoints. */
    private List<Rule<EndpointId>> rules(List<Rule<EndpointId>> before, List<Endpoint> changed) {
        Set<EndpointId> others = changed.stream().map(Endpoint::id).collect(Collectors.toSet());
        List<Rule<EndpointId>> rules = new ArrayList<>();
        before.stream().filter(rule -> !others.contains(rule.target())).forEach(rules::add);
        for (Endpoint endpoint : changed) {
            if (endpoint.status() != EndpointStatus.DELETED && compiles(endpoint)) {
                rules.add(new Rule<>(
                        endpoint.id(),
                        endpoint.spec().eventTypes(),
                        endpoint.spec().filter()));
            }
        }
        rules.sort(Comparator.comparing(Rule::target));
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
    private boolean compiles(Endpoint endpoint) {
        if (language.compile(endpoint.spec().filter()) instanceof CompileResult.Rejected rejected) {
            LOG.error(
                    "The filter of endpoint {} (version {}) does not compile any more, so it admits nothing: {}",
                    endpoint.id(),
                    endpoint.filterVersion(),
                    rejected.diagnostics());
            return false;
        }
        return true;
    }
}
