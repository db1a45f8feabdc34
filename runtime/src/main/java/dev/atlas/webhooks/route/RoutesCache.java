package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.endpoint.JdbcSecrets;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routes of each workspace, read again when its routing version has moved: one look at one row per batch makes a
 * change on any node count everywhere at once. Thread-safe.
 */
public final class RoutesCache {
    private static final Logger LOG = LoggerFactory.getLogger(RoutesCache.class);

    private static final SigningSecrets NOTHING = new SigningSecrets(List.of());

    private final JdbcEndpoints endpoints;
    private final JdbcSecrets secrets;
    private final FilterLanguage language;
    private final EventTypes eventTypes;
    private final Map<WorkspaceId, WorkspaceRoutes> cache = new ConcurrentHashMap<>();
    private final Set<EndpointId> unreadable = ConcurrentHashMap.newKeySet();

    public RoutesCache(JdbcEndpoints endpoints, JdbcSecrets secrets, FilterLanguage language, EventTypes eventTypes) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.language = language;
        this.eventTypes = eventTypes;
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
        WorkspaceRoutes fresh = read(tx, workspace, version.get());
        cache.put(workspace, fresh);
        return Optional.of(fresh);
    }

    private WorkspaceRoutes read(Handle tx, WorkspaceId workspace, JdbcWorkspaces.Routing version) {
        Map<EndpointId, SigningSecrets> signing = secrets.readAll(tx, workspace);
        Map<EndpointId, Route> routes = new HashMap<>();
        List<Rule<EndpointId>> rules = new ArrayList<>();
        Set<EndpointId> noHeaders = new HashSet<>();
        for (Endpoint endpoint : endpoints.list(tx, workspace, noHeaders)) {
            EndpointId id = endpoint.id();
            SigningSecrets own = signing.getOrDefault(id, NOTHING);
            boolean readable = own.canSign() && !noHeaders.contains(id);
            note(id, readable);
            routes.put(id, new Route(endpoint, readable ? own : NOTHING));
            if (compiles(endpoint)) {
                rules.add(new Rule<>(
                        id, endpoint.spec().eventTypes(), endpoint.spec().filter()));
            }
        }
        EventTypes.Known known = eventTypes.of(tx, workspace);
        return new WorkspaceRoutes(
                version.version(),
                routes,
                RoutingIndex.of(rules, known.fields()),
                known.types(),
                version.allowUndeclaredTypes());
    }

    /** An endpoint whose secrets cannot be read gets nothing until they can; all others do. */
    private void note(EndpointId id, boolean readable) {
        if (!readable && unreadable.add(id)) {
            LOG.error(
                    "The secret or the headers of endpoint {} cannot be decrypted, so nothing is sent to it: give the key"
                            + " they were encrypted with as atlas.master-key or atlas.master-key.previous",
                    id);
        } else if (readable && unreadable.remove(id)) {
            LOG.info("The secret and the headers of endpoint {} can be decrypted again", id);
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
