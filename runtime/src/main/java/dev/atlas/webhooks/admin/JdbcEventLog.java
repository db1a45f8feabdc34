package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.event.JdbcEvents;
import dev.atlas.webhooks.event.StoredEvent;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Reads table {@code atlas_event} for people. */
final class JdbcEventLog {
    private JdbcEventLog() {}

    /** Newest first, older than {@code before}. */
    static List<StoredEvent> search(Handle tx, WorkspaceId workspace, EventSearch search, long before, int limit) {
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
        if (search.since() != null) {
            conditions.add(" AND e.accepted_at >= :since");
            bindings.put("since", search.since().toEpochMilli());
        }
        if (search.until() != null) {
            conditions.add(" AND e.accepted_at < :until");
            bindings.put("until", search.until().toEpochMilli());
        }
        if (search.text() != null) {
            conditions.add(" AND e.data LIKE :text");
            bindings.put("text", "%" + escapeLike(search.text()) + "%");
        }
        return tx.createQuery("SELECT " + JdbcEvents.COLUMNS
                        + " FROM atlas_event e WHERE e.workspace_id = :workspace AND e.event_id < :before"
                        + String.join("", conditions) + " ORDER BY e.event_id DESC LIMIT :limit")
                .bind("workspace", workspace.value())
                .bind("before", before)
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> JdbcEvents.read(row))
                .list();
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
