package dev.atlas.webhooks.route;

import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointTrouble;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints.Changed;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints.Damaged;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints.Deleted;
import dev.atlas.webhooks.endpoint.JdbcChangedEndpoints.Present;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.metrics.Troubles;
import dev.atlas.webhooks.time.Wait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final JdbcChangedEndpoints endpoints;
    private final EventTypes eventTypes;
    private final Executor background;
    private final SpareMatches spare = new SpareMatches();
    private final Map<WorkspaceId, WorkspaceRoutes> cache = new ConcurrentHashMap<>();

    /** What transactions have read that are not over; weak, since one whose connection is lost tells nobody of its end. */
    private final Map<Handle, Map<WorkspaceId, WorkspaceRoutes>> uncommitted =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Set<WorkspaceId> compacting = ConcurrentHashMap.newKeySet();
    private final Troubles<EndpointId> unreadable = new Troubles<>();
    private final Map<WorkspaceId, Wait> untilAgain = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /** @param background makes large indexes anew, so that routing need not wait for it */
    public RoutesCache(
            JdbcChangedEndpoints endpoints, EventTypes eventTypes, Executor background, InstantSource clock) {
        this.endpoints = endpoints;
        this.eventTypes = eventTypes;
        this.background = background;
        this.clock = clock;
    }

    /** The routes as of this transaction; empty when there is no such workspace. */
    public Optional<WorkspaceRoutes> current(Handle tx, WorkspaceId workspace) {
        Optional<JdbcWorkspaces.Routing> version = JdbcWorkspaces.routing(tx, workspace);
        if (version.isEmpty()) {
            cache.remove(workspace);
            return Optional.empty();
        }
        WorkspaceRoutes known = known(tx, workspace);
        if (known != null && known.version() == version.get().version() && !isTimeToRead(workspace, known)) {
            return Optional.of(known);
        }
        Set<EndpointId> again = new HashSet<>(unreadable.of(workspace).keySet());
        if (known != null) {
            again.addAll(known.damaged());
            again.addAll(known.locked());
        }
        boolean isBase = known != null && known.version() <= version.get().version();
        WorkspaceRoutes fresh = read(tx, workspace, isBase ? known : null, again, version.get());
        if (tx.isInTransaction()) {
            keepUntilCommit(tx, workspace, fresh);
        } else {
            keep(workspace, fresh);
        }
        return Optional.of(fresh);
    }

    private @Nullable WorkspaceRoutes known(Handle tx, WorkspaceId workspace) {
        WorkspaceRoutes own = uncommitted.getOrDefault(tx, Map.of()).get(workspace);
        return own == null ? cache.get(workspace) : own;
    }

    /** A version that is rolled back is given to another change, which would never be seen if the first had been kept. */
    private void keepUntilCommit(Handle tx, WorkspaceId workspace, WorkspaceRoutes fresh) {
        Map<WorkspaceId, WorkspaceRoutes> own = uncommitted.get(tx);
        if (own == null) {
            uncommitted.put(tx, new HashMap<>(Map.of(workspace, fresh)));
            tx.afterCommit(() -> forget(tx).forEach(this::keep));
            tx.afterRollback(() -> forget(tx));
        } else {
            own.put(workspace, fresh);
        }
    }

    private Map<WorkspaceId, WorkspaceRoutes> forget(Handle tx) {
        Map<WorkspaceId, WorkspaceRoutes> own = uncommitted.remove(tx);
        return own == null ? Map.of() : own;
    }

    private void keep(WorkspaceId workspace, WorkspaceRoutes fresh) {
        cache.put(workspace, fresh);
        if (fresh.index().isWorthCompacting()) {
            compact(workspace);
        }
    }

    /** What could not be read is read again at each change, and now and then: it may have been mended by hand. */
    private boolean isTimeToRead(WorkspaceId workspace, WorkspaceRoutes cached) {
        boolean allIsRead = unreadable.of(workspace).isEmpty()
                && cached.damaged().isEmpty()
                && cached.locked().isEmpty()
                && !cached.types().isDamaged();
        if (allIsRead || !untilAgain(workspace).isOver()) {
            return false;
        }
        untilAgain(workspace).begin(AGAIN);
        return true;
    }

    private Wait untilAgain(WorkspaceId workspace) {
        return untilAgain.computeIfAbsent(workspace, w -> new Wait(clock));
    }

    /** Whether an endpoint could be read when this node last tried to, or it is time to try again. */
    public boolean isWorthAsking(EndpointId id) {
        return !unreadable.of(id.workspace()).containsKey(id)
                || untilAgain(id.workspace()).isOver();
    }

    /**
     * Reads what has changed.
     *
     * @param known the routes at an earlier version; null when there are none
     * @param again endpoints to read whether they have changed or not
     */
    private WorkspaceRoutes read(
            Handle tx,
            WorkspaceId workspace,
            @Nullable WorkspaceRoutes known,
            Set<EndpointId> again,
            JdbcWorkspaces.Routing version) {
        List<Changed> changed = new ArrayList<>(
                known == null
                        ? endpoints.since(tx, workspace, NEVER, Set.of())
                        : endpoints.since(tx, workspace, known.version(), again));
        Set<EndpointId> gone = new HashSet<>(again);
        changed.forEach(change -> gone.remove(change.id()));
        gone.forEach(id -> changed.add(new Deleted(id))); // its row, too, perhaps by hand
        Map<EndpointId, Route> routes = known == null ? new HashMap<>() : new HashMap<>(known.routes());
        Map<EndpointId, String> damaged = new HashMap<>();
        Set<EndpointId> locked = known == null ? new HashSet<>() : new HashSet<>(known.locked());
        for (Changed change : changed) {
            routes.remove(change.id());
            locked.remove(change.id());
            if (change instanceof Present present) {
                routes.put(change.id(), new Route(present.endpoint(), present.secrets(), present.certificate()));
                if (!present.decrypted()) {
                    locked.add(change.id());
                }
            } else if (change instanceof Damaged damage) {
                damaged.put(change.id(), damage.reason());
            }
        }
        EventTypes.Known types = known != null
                        && known.version() >= version.eventTypesVersion()
                        && !known.types().isDamaged()
                ? known.types()
                : eventTypes.of(tx, workspace);
        RoutingIndex<EndpointId> index = index(known == null ? null : known.index(), changed, types, damaged);
        routes.keySet().removeAll(damaged.keySet());
        locked.removeAll(damaged.keySet());
        tell(workspace, changed, damaged, locked);
        return new WorkspaceRoutes(
                version.version(),
                routes,
                damaged.keySet(),
                locked,
                index,
                types,
                version.allowUndeclaredTypes(),
                spare);
    }

    private void tell(
            WorkspaceId workspace, List<Changed> changed, Map<EndpointId, String> damaged, Set<EndpointId> locked) {
        damaged.forEach((id, reason) -> unreadable.begin(workspace, id, EndpointTrouble.damaged(id, reason)));
        for (Changed change : changed) {
            EndpointId id = change.id();
            if (locked.contains(id)) {
                unreadable.begin(workspace, id, EndpointTrouble.locked(id));
            } else if (!damaged.containsKey(id) && unreadable.end(workspace, id) && !(change instanceof Deleted)) {
                LOG.info("Endpoint {} can be read again", id);
            }
        }
    }

    /** @param damaged takes those whose filters are none */
    private static RoutingIndex<EndpointId> index(
            @Nullable RoutingIndex<EndpointId> known,
            List<Changed> changed,
            EventTypes.Known types,
            Map<EndpointId, String> damaged) {
        List<Rule<EndpointId>> rules = rules(known == null ? List.of() : known.rules(), changed);
        try {
            return index(known, rules, types);
        } catch (RuntimeException e) {
            // A stored filter was checked when it was saved, so this is a damaged row, or a fault of ours.
            Set<EndpointId> suspects = changed.stream().map(Changed::id).collect(Collectors.toSet());
            List<Rule<EndpointId>> sound = sound(rules, suspects, types, damaged);
            try {
                return index(known, sound, types);
            } catch (RuntimeException another) {
                Set<EndpointId> all = rules.stream().map(Rule::target).collect(Collectors.toSet());
                return index(known, sound(rules, all, types, damaged), types);
            }
        }
    }

    /** The rules without those suspects that cannot be compiled. */
    private static List<Rule<EndpointId>> sound(
            List<Rule<EndpointId>> rules,
            Set<EndpointId> suspects,
            EventTypes.Known types,
            Map<EndpointId, String> damaged) {
        rules.stream().filter(rule -> suspects.contains(rule.target())).forEach(rule -> fault(rule, types)
                .ifPresent(words -> damaged.put(rule.target(), words)));
        return rules.stream()
                .filter(rule -> !damaged.containsKey(rule.target()))
                .toList();
    }

    private static RoutingIndex<EndpointId> index(
            @Nullable RoutingIndex<EndpointId> known, List<Rule<EndpointId>> rules, EventTypes.Known types) {
        return known == null ? RoutingIndex.of(rules, types.fields()) : known.with(rules, types.fields());
    }

    private static Optional<String> fault(Rule<EndpointId> rule, EventTypes.Known types) {
        try {
            RoutingIndex.of(List.of(rule), types.fields());
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of("column filter holds what is no filter (" + e.getMessage() + ")");
        }
    }

    /** The rules after a change, in the order of the endpoints. */
    private static List<Rule<EndpointId>> rules(List<Rule<EndpointId>> before, List<Changed> changed) {
        List<Rule<EndpointId>> rules = new ArrayList<>(before);
        for (Changed change : changed) {
            Rule<EndpointId> rule = change instanceof Present present ? rule(present.endpoint()) : null;
            int at = Collections.binarySearch(
                    rules,
                    rule == null ? new Rule<>(change.id(), List.of(), "") : rule,
                    Comparator.comparing(Rule::target));
            if (rule == null) {
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

    private static Rule<EndpointId> rule(Endpoint endpoint) {
        return new Rule<>(
                endpoint.id(), endpoint.spec().eventTypes(), endpoint.spec().filter());
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

    /** Why nothing can be sent to an endpoint, and what to do; empty when it can be read. */
    public Optional<String> trouble(Handle tx, EndpointId id) {
        return Optional.ofNullable(unreadable(tx, id.workspace()).get(id));
    }

    /** The endpoints of a workspace that get nothing because they cannot be read, each with the reason and what to do. */
    public Map<EndpointId, String> unreadable(Handle tx, WorkspaceId workspace) {
        current(tx, workspace);
        return Map.copyOf(unreadable.of(workspace));
    }

    /** What cannot be read of endpoints and event types, as far as this node has met it, and what to do. */
    public List<String> unreadable() {
        return Stream.concat(unreadable.all().stream(), eventTypes.damaged().stream())
                .toList();
    }

    /** The workspaces of which something could not be read. */
    public Set<WorkspaceId> workspacesToReadAgain() {
        Set<WorkspaceId> workspaces = new HashSet<>(unreadable.workspaces());
        workspaces.addAll(eventTypes.workspacesWithDamaged());
        return workspaces;
    }
}
