package dev.atlas.webhooks.event;

import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcIds;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** Table {@code atlas_event}: each event once, whatever the number of its deliveries. */
public final class JdbcEvents {
    /** The columns that {@link #read} needs, for queries that join the event to something. */
    public static final String COLUMNS =
            "e.workspace_id, e.event_id, e.external_id, e.type, e.created, e.accepted_at, e.tags, e.data, e.previous, e.traceparent";

    /** Up to so many bytes of data are read at once with hundreds of others. */
    private static final int ORDINARY = 16 * 1024;

    private static final long MOST_AT_A_TIME = 4 * 1024 * 1024;

    private static final String BYTES = "LENGTH(e.data) + COALESCE(LENGTH(e.previous), 0)";

    private static final String GLANCE =
            "SELECT e.workspace_id, e.event_id, e.external_id, e.type, e.created, e.accepted_at,"
                    + " e.tags, e.traceparent, %1$s AS bytes, IF(%1$s > %2$d, NULL, e.data) AS data, IF(%1$s > %2$d, NULL, e.previous) AS previous"
                            .formatted(BYTES, ORDINARY);

    private static final Logger LOG = LoggerFactory.getLogger(JdbcEvents.class);

    private JdbcEvents() {}

    /** Adds events. */
    public static void insert(Handle tx, List<StoredEvent> events) {
        JdbcRows.insert(
                tx,
                """
                INSERT INTO atlas_event
                    (workspace_id, event_id, external_id, type, created, accepted_at, tags, data, previous, traceparent)""",
                events.stream().map(JdbcEvents::row).toList());
    }

    private static Row row(StoredEvent stored) {
        NewEvent event = stored.event();
        return new Row(
                stored.id().workspace().value(),
                stored.id().value(),
                event.externalId(),
                event.type(),
                event.created(),
                stored.acceptedAt().toEpochMilli(),
                JsonColumn.write(event.tags()),
                event.data(),
                event.previous(),
                stored.trace() == null ? null : stored.trace().text());
    }

    /**
     * Events of one workspace, also those that were kept aside when their day was dropped; those that are not there, or
     * that cannot be read, are absent.
     */
    public static Map<EventId, StoredEvent> load(Handle tx, WorkspaceId workspace, Set<EventId> ids) {
        Map<EventId, StoredEvent> events = load(tx, "atlas_event", workspace, ids);
        if (events.size() < ids.size()) {
            Set<EventId> missing = new HashSet<>(ids);
            missing.removeAll(events.keySet());
            events.putAll(load(tx, "atlas_event_kept", workspace, missing));
        }
        return events;
    }

    /**
     * A first look at events, by which nobody's memory is used up: how large they are, and the ordinary ones as they are.
     *
     * @param bytes of the data of each that is there
     * @param events those that are not large; without those that cannot be read
     * @param large those that are to be {@linkplain #load loaded} by and by
     */
    public record Glance(Map<EventId, Integer> bytes, Map<EventId, StoredEvent> events, Set<EventId> large) {}

    /** Looks at events of one workspace, also those that were kept aside. */
    public static Glance glance(Handle tx, WorkspaceId workspace, Set<EventId> ids) {
        Glance glance = new Glance(new HashMap<>(), new HashMap<>(), new HashSet<>());
        glance(tx, "atlas_event", workspace, ids, glance);
        if (glance.bytes().size() < ids.size()) {
            Set<EventId> missing = new HashSet<>(ids);
            missing.removeAll(glance.bytes().keySet());
            glance(tx, "atlas_event_kept", workspace, missing, glance);
        }
        return glance;
    }

    private static void glance(Handle tx, String table, WorkspaceId workspace, Set<EventId> ids, Glance glance) {
        if (ids.isEmpty()) {
            return;
        }
        JdbcIds.query(tx, GLANCE + those(table, workspace, ids), row -> {
            EventId id = new EventId(workspace, row.getLong("event_id"));
            int bytes = row.getInt("bytes");
            glance.bytes().put(id, bytes);
            if (bytes > ORDINARY) {
                glance.large().add(id);
            } else {
                readable(row).ifPresent(event -> glance.events().put(id, event));
            }
            return id;
        });
    }

    /**
     * Shows events of one workspace, one after the other, of which only a bounded part is in memory at a time; those that
     * cannot be read are left out. In no order.
     */
    public static void each(Handle tx, WorkspaceId workspace, Set<EventId> ids, Consumer<StoredEvent> reader) {
        Glance glance = glance(tx, workspace, ids);
        glance.events().values().forEach(reader);
        Set<EventId> next = new HashSet<>();
        long bytes = 0;
        for (EventId id : glance.large()) {
            next.add(id);
            bytes += glance.bytes().getOrDefault(id, 0);
            if (bytes > MOST_AT_A_TIME) {
                load(tx, workspace, next).values().forEach(reader);
                next.clear();
                bytes = 0;
            }
        }
        load(tx, workspace, next).values().forEach(reader);
    }

    private static String those(String table, WorkspaceId workspace, Set<EventId> ids) {
        return " FROM " + table + " e WHERE e.workspace_id = " + workspace.value() + " AND e.event_id IN "
                + JdbcIds.in(ids.stream().map(EventId::value).toList());
    }

    private static Map<EventId, StoredEvent> load(Handle tx, String table, WorkspaceId workspace, Set<EventId> ids) {
        Map<EventId, StoredEvent> events = new HashMap<>();
        if (ids.isEmpty()) {
            return events;
        }
        String sql = "SELECT " + COLUMNS + those(table, workspace, ids);
        for (Optional<StoredEvent> found : JdbcIds.query(tx, sql, JdbcEvents::readable)) {
            found.ifPresent(event -> events.put(event.id(), event));
        }
        return events;
    }

    /** An event by the server's number. */
    public static Optional<StoredEvent> find(Handle tx, EventId id) {
        return Optional.ofNullable(load(tx, id.workspace(), Set.of(id)).get(id));
    }

    /** An event by the id that publishers and receivers see. */
    public static Optional<StoredEvent> findByPublicId(Handle tx, WorkspaceId workspace, String publicId) {
        Optional<StoredEvent> byExternalId = tx.select(
                        "SELECT " + COLUMNS + " FROM atlas_event e WHERE e.workspace_id = ? AND e.external_id = ?",
                        workspace.value(),
                        publicId)
                .map((row, context) -> read(row))
                .findFirst();
        return byExternalId.or(() -> numbered(workspace, publicId).flatMap(id -> find(tx, id)));
    }

    private static Optional<EventId> numbered(WorkspaceId workspace, String publicId) {
        try {
            EventId id = EventId.parse(publicId);
            return id.workspace().equals(workspace) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static Optional<StoredEvent> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(read(row));
        } catch (JacksonException e) {
            LOG.error(
                    "Event {} of workspace {} cannot be read", row.getLong("event_id"), row.getLong("workspace_id"), e);
            return Optional.empty();
        }
    }

    /** Reads {@link #COLUMNS} of the current row. */
    public static StoredEvent read(ResultSet row) throws SQLException {
        return new StoredEvent(
                new EventId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("event_id")),
                Instant.ofEpochMilli(row.getLong("accepted_at")),
                new NewEvent(
                        row.getString("external_id"),
                        row.getString("type"),
                        row.getLong("created"),
                        JsonColumn.strings(row.getString("tags")),
                        row.getString("data"),
                        row.getString("previous")),
                TraceParent.parse(row.getString("traceparent")));
    }
}
