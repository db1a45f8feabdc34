package dev.atlas.webhooks.outbox;

import dev.atlas.webhooks.event.EventReader;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.jdbc.JdbcIds;
import dev.atlas.webhooks.jdbc.JdbcRows;
import dev.atlas.webhooks.jdbc.JdbcRows.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Table {@code atlas_outbox}. Publishers insert, routing removes; nothing remembers how far it has read, so a row that
 * becomes visible late (its publisher's transaction stayed open) is found like any other.
 */
public final class JdbcOutbox {
    /** No more of a payload is read than shows that it is too large: a publisher's mistake must not use up the memory. */
    private static final String COLUMNS =
            "SELECT workspace_id, id, event_id, LEFT(payload, %d) AS payload, published_at, traceparent FROM atlas_outbox"
                    .formatted(EventReader.MAX_BYTES + 1);

    /** Up to so many bytes are read at once with hundreds of others. */
    private static final int ORDINARY = 16 * 1024;

    /** No more of payloads are routed at once, which is more than any batch of ordinary ones has. */
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private static final String LOOK =
            """
            SELECT workspace_id, id, event_id, IF(LENGTH(payload) > %1$d, '', payload) AS payload, published_at, traceparent,
                LENGTH(payload) AS bytes, LENGTH(payload) > %1$d AS large FROM atlas_outbox"""
                    .formatted(ORDINARY);

    private JdbcOutbox() {}

    /** Adds events that were accepted, of one trace if of any; the row takes the event's number. */
    public static void insert(
            Handle tx, List<EventId> ids, List<String> payloads, @Nullable TraceParent trace, Instant now) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            EventId id = ids.get(i);
            rows.add(new Row(
                    id.workspace().value(),
                    id.value(),
                    id.value(),
                    payloads.get(i),
                    now.toEpochMilli(),
                    trace == null ? null : trace.text()));
        }
        JdbcRows.insert(
                tx, "INSERT INTO atlas_outbox (workspace_id, id, event_id, payload, published_at, traceparent)", rows);
    }

    /** The first workspace from that number on which has something to route; one look into the index. */
    public static Optional<Long> firstWorkspace(Handle tx, long from) {
        return tx.select("SELECT MIN(workspace_id) FROM atlas_outbox WHERE workspace_id >= ?", from)
                .mapTo(Long.class)
                .findFirst();
    }

    /**
     * Takes rows for routing in this transaction, in the order of workspaces; rows that another transaction holds are left
     * to it. Of large ones no more come than fit into memory: ordinary ones come with the first look, the others by a second.
     *
     * @param to the last workspace whose rows are taken
     */
    public static SortedMap<Long, List<OutboxRow>> lock(Handle tx, long from, long to, int limit) {
        List<Locked> locked = tx.select(
                        LOOK
                                + """
                                   WHERE workspace_id BETWEEN ? AND ?
                                  ORDER BY workspace_id, id LIMIT ? FOR UPDATE SKIP LOCKED""",
                        from,
                        to,
                        limit)
                .map((row, context) -> new Locked(
                        row.getLong("workspace_id"), row.getLong("bytes"), row.getBoolean("large"), read(row)))
                .list();
        SortedMap<Long, List<OutboxRow>> rows = new TreeMap<>();
        SortedMap<Long, List<Long>> large = new TreeMap<>();
        long bytes = 0;
        for (Locked row : locked) {
            bytes += Math.min(row.bytes(), EventReader.MAX_BYTES);
            if (bytes > MOST_BYTES && !rows.isEmpty()) {
                break;
            }
            rows.computeIfAbsent(row.workspace(), w -> new ArrayList<>()).add(row.row());
            if (row.large()) {
                large.computeIfAbsent(row.workspace(), w -> new ArrayList<>())
                        .add(row.row().id());
            }
        }
        large.forEach((workspace, ids) -> {
            Map<Long, OutboxRow> read = new HashMap<>();
            JdbcIds.query(
                    tx,
                    COLUMNS + " WHERE workspace_id = " + workspace + " AND id IN " + JdbcIds.in(ids),
                    row -> read.put(row.getLong("id"), read(row)));
            rows.computeIfPresent(workspace, (w, all) -> all.stream()
                    .map(row -> read.getOrDefault(row.id(), row))
                    .collect(Collectors.toCollection(ArrayList::new)));
        });
        return rows;
    }

    /** @param row without its payload when it is large */
    private record Locked(long workspace, long bytes, boolean large, OutboxRow row) {}

    /** Likewise one row; empty when it is gone, or another transaction holds it. */
    public static List<OutboxRow> lockOne(Handle tx, long workspace, long id) {
        return tx.select(COLUMNS + " WHERE workspace_id = ? AND id = ? FOR UPDATE SKIP LOCKED", workspace, id)
                .map((row, context) -> read(row))
                .list();
    }

    /** The numbers of the first rows, only to look at. */
    public static List<Long> first(Handle tx, long workspace, int limit) {
        return tx.select("SELECT id FROM atlas_outbox WHERE workspace_id = ? ORDER BY id LIMIT ?", workspace, limit)
                .mapTo(Long.class)
                .list();
    }

    /** An accepted event that was not routed yet. */
    public static Optional<OutboxRow> find(Handle tx, EventId id) {
        return tx.select(
                        COLUMNS + " WHERE workspace_id = ? AND id = ? AND event_id = id",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    private static OutboxRow read(ResultSet row) throws SQLException {
        return new OutboxRow(
                row.getLong("id"),
                row.getObject("event_id", Long.class),
                row.getString("payload"),
                Instant.ofEpochMilli(row.getLong("published_at")),
                TraceParent.parse(row.getString("traceparent")));
    }

    /** Removes what this transaction has routed. */
    public static void delete(Handle tx, long workspace, List<Long> ids) {
        JdbcIds.update(
                tx, "DELETE FROM atlas_outbox WHERE workspace_id = " + workspace + " AND id IN " + JdbcIds.in(ids));
    }

    /**
     * Keeps a row that is no event, with the reason; the caller also deletes it from the outbox. It takes the place of an
     * earlier one whose number its publisher has used again.
     */
    public static void reject(Handle tx, long workspace, OutboxRow row, String reason, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_outbox_rejected (workspace_id, id, payload, reason, published_at, rejected_at)
                SELECT workspace_id, id, payload, ?, published_at, ? FROM atlas_outbox WHERE workspace_id = ? AND id = ?
                    ON DUPLICATE KEY UPDATE payload = VALUES(payload), reason = VALUES(reason),
                        published_at = VALUES(published_at), rejected_at = VALUES(rejected_at)""",
                reason,
                now.toEpochMilli(),
                workspace,
                row.id());
    }

    /** Forgets rows that were rejected before then, up to a limit; answers how many. */
    public static int forgetRejected(Handle tx, Instant before, int limit) {
        return tx.execute(
                "DELETE FROM atlas_outbox_rejected WHERE rejected_at < ? ORDER BY rejected_at LIMIT " + limit,
                before.toEpochMilli());
    }
}
