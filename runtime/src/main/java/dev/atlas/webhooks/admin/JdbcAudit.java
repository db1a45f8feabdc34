package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.AuditId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_audit}; nothing in it is ever changed. */
final class JdbcAudit {
    private JdbcAudit() {}

    static void insert(Handle tx, AuditEntry entry) {
        tx.execute(
                """
                INSERT INTO atlas_audit (workspace_id, audit_id, occurred_at, actor, source, action, subject,
                    before_state, after_state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                entry.id().workspace().value(),
                entry.id().value(),
                entry.at().toEpochMilli(),
                entry.actor(),
                entry.from(),
                entry.action(),
                entry.subject(),
                json(entry.before()),
                json(entry.after()));
    }

    /** The entry that stands so many places after {@code before} within the time that is meant; empty without one. */
    static Optional<AuditId> placeAfter(Handle tx, WorkspaceId workspace, AuditSearch search, long before, int places) {
        StringBuilder sql = new StringBuilder("SELECT audit_id FROM atlas_audit WHERE workspace_id = :workspace");
        Map<String, Object> bindings = access(sql, search, before);
        return tx.createQuery(sql + " ORDER BY audit_id DESC LIMIT 1 OFFSET :places")
                .bind("workspace", workspace.value())
                .bindMap(bindings)
                .bind("places", places)
                .map((row, context) -> new AuditId(workspace, row.getLong(1)))
                .findFirst();
    }

    /**
     * Newest first, older than {@code before}.
     *
     * @param border where to stop, this one included; null for nowhere
     */
    static List<AuditEntry> search(
            Handle tx, WorkspaceId workspace, AuditSearch search, long before, @Nullable AuditId border, int limit) {
        StringBuilder sql = new StringBuilder("SELECT * FROM atlas_audit WHERE workspace_id = :workspace");
        Map<String, Object> bindings = access(sql, search, before);
        only(sql, bindings, "audit_id >= :border", border == null ? null : border.value());
        only(sql, bindings, "actor = :actor", search.actor());
        only(sql, bindings, "action = :action", search.action());
        return tx.createQuery(sql + " ORDER BY audit_id DESC LIMIT :limit")
                .bind("workspace", workspace.value())
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /** What an index serves. Ids are made in the order of time. */
    private static Map<String, Object> access(StringBuilder sql, AuditSearch search, long before) {
        Map<String, Object> bindings = new HashMap<>();
        only(sql, bindings, "subject = :subject", search.subject());
        only(sql, bindings, "audit_id < :before", before);
        only(sql, bindings, "audit_id >= :since", lowest(search.since()));
        only(sql, bindings, "audit_id < :until", lowest(search.until()));
        return bindings;
    }

    private static void only(
            StringBuilder sql, Map<String, Object> bindings, String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            bindings.put(condition.substring(condition.indexOf(':') + 1), value);
        }
    }

    private static @Nullable Long lowest(@Nullable Instant time) {
        return time == null ? null : Long.valueOf(IdSource.lowestAt(time));
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                new AuditId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("audit_id")),
                Instant.ofEpochMilli(row.getLong("occurred_at")),
                row.getString("actor"),
                row.getString("source"),
                row.getString("action"),
                row.getString("subject"),
                map(row.getString("before_state")),
                map(row.getString("after_state")));
    }

    private static @Nullable String json(@Nullable Map<String, @Nullable Object> state) {
        return state == null ? null : JsonColumn.write(state);
    }

    private static @Nullable Map<String, @Nullable Object> map(@Nullable String json) {
        return json == null ? null : JsonColumn.map(json);
    }
}
