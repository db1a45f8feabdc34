package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Reads table {@code atlas_event} for people. */
final class JdbcEventLog {
    /** A page, and one more. */
    private static final int FIRST_LOOK = 51;

    private static final int LARGEST_LOOK = 2_000;

    private JdbcEventLog() {}

    /** The event that stands so many places after {@code before} and is not too old; empty without one. */
    static Optional<EventId> placeAfter(Handle tx, WorkspaceId workspace, EventSearch search, long before, int places) {
        boolean byType = search.type() != null && !search.type().endsWith(".*");
        return tx.createQuery("SELECT e.event_id FROM atlas_event e WHERE e.workspace_id = :workspace"
                        + (byType ? " AND e.type = :type" : "")
                        + " AND e.event_id < :before AND e.event_id >= :since"
                        + " ORDER BY e.event_id DESC LIMIT 1 OFFSET :places")
                .bind("workspace", workspace.value())
                .bindMap(byType ? Map.of("type", search.type()) : Map.of())
                .bind("before", before)
                .bind("since", since(search))
                .bind("places", places)
                .map((row, context) -> new EventId(workspace, row.getLong(1)))
                .findFirst();
    }

    /** Ids are made in the order of time. */
    private static long since(EventSearch search) {
        return search.since() == null ? 0 : IdSource.lowestAt(search.since());
    }

    /**
     * What a search has found.
     *
     * @param complete whether it ended because there are no more, or enough, and not for want of memory
     */
    record Found(List<StoredEvent> events, boolean complete) {}

    /**
     * Newest first, older than {@code before}.
     *
     * @param border where to stop, this one included; null for nowhere
     * @param most how many
     * @param mostCharacters of their data; it ends with the first that goes beyond
     */
    static Found search(
            Handle tx,
            WorkspaceId workspace,
            EventSearch search,
            long before,
            @Nullable EventId border,
            int most,
            long mostCharacters) {
        List<StoredEvent> found = new ArrayList<>();
        long characters = 0;
        long last = before;
        int wanted = Math.min(most, FIRST_LOOK);
        while (true) {
            List<StoredEvent> more = look(tx, workspace, search, last, border, wanted);
            for (StoredEvent event : more) {
                found.add(event);
                characters += event.characters();
                last = event.id().value();
                if (characters > mostCharacters && found.size() < most) {
                    return new Found(found, false);
                }
            }
            if (more.size() < wanted || found.size() == most) {
                return new Found(found, true);
            }
            long fitting = (mostCharacters - characters) / (characters / found.size() + 1) + 1;
            wanted = (int) Math.min(most - found.size(), Math.min(fitting, LARGEST_LOOK));
        }
    }

    private static List<StoredEvent> look(
            Handle tx, WorkspaceId workspace, EventSearch search, long before, @Nullable EventId border, int limit) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> bindings = new HashMap<>();
        if (search.type() != null) {
            boolean prefix = search.type().endsWith(".*");
            conditions.add(prefix ? " AND e.type LIKE :type" : " AND e.type = :type");
            bindings.put("type", prefix ? escapeLike(search.type().replace(".*", ".")) + "%" : search.type());
        }
        if (search.tag() != null) {
            conditions.add(" AND e.tags LIKE :tag");
            bindings.put("tag", "%" + escapeLike(JsonColumn.write(search.tag())) + "%");
        }
        if (search.text() != null) {
            conditions.add(" AND e.data LIKE :text");
            bindings.put("text", "%" + escapeLike(search.text()) + "%");
        }
        return tx.createQuery("SELECT " + JdbcEvents.COLUMNS
                        + " FROM atlas_event e WHERE e.workspace_id = :workspace AND e.event_id < :before AND e.event_id >= :since"
                        + String.join("", conditions) + " ORDER BY e.event_id DESC LIMIT :limit")
                .bind("workspace", workspace.value())
                .bind("before", before)
                .bind("since", border == null ? since(search) : border.value())
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> JdbcEvents.read(row))
                .list();
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
