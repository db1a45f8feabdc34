package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.event.EventTypes;
import dev.atlas.webhooks.event.SeenFields;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * What the editor knows about a workspace's events: what their types declare, and what the latest ones carried. Somebody
 * types, so the answer is kept for a minute, or until the event types change. Thread-safe.
 */
final class FilterFields {
    private static final int EVENTS = 500;
    private static final long CHARACTERS = 8_000_000;
    private static final int MOST_KEPT = 200;
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final Database database;
    private final EventTypes eventTypes;
    private final InstantSource clock;
    private final Map<WorkspaceId, Kept> kept = new ConcurrentHashMap<>();

    FilterFields(Database database, EventTypes eventTypes, InstantSource clock) {
        this.database = database;
        this.eventTypes = eventTypes;
        this.clock = clock;
    }

    private record Kept(long version, Instant until, Catalogue fields) {}

    /** The fields, values and tags of a workspace's events. */
    Catalogue of(WorkspaceId workspace) {
        return database.read(tx -> {
            long version = JdbcWorkspaces.routing(tx, workspace)
                    .map(JdbcWorkspaces.Routing::version)
                    .orElse(0L);
            Instant now = clock.instant();
            Kept known = kept.get(workspace);
            if (known != null && known.version() == version && now.isBefore(known.until())) {
                return known.fields();
            }
            Catalogue fields = read(tx, workspace);
            if (kept.size() >= MOST_KEPT) {
                kept.values().removeIf(old -> !now.isBefore(old.until()));
            }
            if (kept.size() < MOST_KEPT) {
                kept.put(workspace, new Kept(version, now.plus(KEPT), fields));
            }
            return fields;
        });
    }

    private Catalogue read(Handle tx, WorkspaceId workspace) {
        SeenFields seen = new SeenFields();
        EventSearch all = new EventSearch(null, null, null, null, null);
        JdbcEventLog.search(tx, workspace, all, Long.MAX_VALUE, null, EVENTS, CHARACTERS).events().stream()
                .map(StoredEvent::event)
                .forEach(seen::add);
        return seen.with(eventTypes.of(tx, workspace).fields());
    }
}
