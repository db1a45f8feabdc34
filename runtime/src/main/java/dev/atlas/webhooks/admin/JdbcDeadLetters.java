package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;

/** The dead letters in table {@code atlas_delivery}. */
final class JdbcDeadLetters {
    private static final String UNKNOWN = "unknown";

    private JdbcDeadLetters() {}

    /** By endpoint and cause, the largest first; of the newest so many. */
    static List<DeadLetterGroup> groups(Handle tx, WorkspaceId workspace, int newest) {
        return tx.select(
                        """
                        SELECT endpoint_id, COALESCE(dead_cause, 'unknown') AS cause, COUNT(*) AS dead,
                               MIN(finished_at) AS oldest_at, MAX(finished_at) AS newest_at, MAX(delivery_id) AS newest
                          FROM (SELECT endpoint_id, dead_cause, finished_at, delivery_id FROM atlas_delivery
                                 WHERE workspace_id = ? AND status = 'dead' ORDER BY delivery_id DESC LIMIT ?) AS letters
                         GROUP BY endpoint_id, cause ORDER BY dead DESC, newest DESC""",
                        workspace.value(),
                        newest)
                .map((row, context) -> new DeadLetterGroup(
                        new EndpointId(workspace, row.getLong("endpoint_id")),
                        row.getString("cause"),
                        row.getLong("dead"),
                        Instant.ofEpochMilli(row.getLong("oldest_at")),
                        Instant.ofEpochMilli(row.getLong("newest_at")),
                        new DeliveryId(workspace, row.getLong("newest"))))
                .list();
    }

    /** Newest first, older than {@code before}. */
    static List<DeadLetter> search(
            Handle tx, DeliveryId before, DeadLetterSearch search, int limit, Instant keptSince) {
        WorkspaceId workspace = before.workspace();
        try (Query query = tx.createQuery("SELECT * FROM atlas_delivery" + conditions(search)
                + " AND delivery_id < :before ORDER BY delivery_id DESC LIMIT :limit")) {
            return bind(query, workspace, search)
                    .bind("before", before.value())
                    .bind("limit", limit)
                    .map((row, context) -> read(workspace, row, keptSince))
                    .list();
        }
    }

    /** Takes letters out of the dead ones: they count as cancelled, with the word for why. */
    static int discard(Handle tx, WorkspaceId workspace, DeadLetterSearch search, int most) {
        List<Long> ids;
        try (Query query = tx.createQuery("SELECT delivery_id FROM atlas_delivery" + conditions(search)
                + " ORDER BY delivery_id LIMIT :limit FOR UPDATE")) {
            ids = bind(query, workspace, search)
                    .bind("limit", most)
                    .mapTo(Long.class)
                    .list();
        }
        if (ids.isEmpty()) {
            return 0;
        }
        try (var update = tx.createUpdate(
                """
                UPDATE atlas_delivery SET status = 'cancelled', dead_reason = 'discarded'
                 WHERE workspace_id = :workspace AND delivery_id IN (<ids>)""")) {
            return update.bind("workspace", workspace.value())
                    .bindList("ids", ids)
                    .execute();
        }
    }

    private static String conditions(DeadLetterSearch search) {
        return " WHERE workspace_id = :workspace AND status = 'dead'"
                + (search.endpoint() == null ? "" : " AND endpoint_id = :endpoint")
                + (search.cause() == null ? "" : " AND COALESCE(dead_cause, 'unknown') = :cause")
                + (search.ids().isEmpty() ? "" : " AND delivery_id IN (<ids>)");
    }

    private static <S extends SqlStatement<S>> S bind(S statement, WorkspaceId workspace, DeadLetterSearch search) {
        statement.bind("workspace", workspace.value());
        if (search.endpoint() != null) {
            statement.bind("endpoint", search.endpoint().value());
        }
        if (search.cause() != null) {
            statement.bind("cause", search.cause());
        }
        if (!search.ids().isEmpty()) {
            statement.bindList(
                    "ids", search.ids().stream().map(DeliveryId::value).toList());
        }
        return statement;
    }

    private static DeadLetter read(WorkspaceId workspace, ResultSet row, Instant keptSince) throws SQLException {
        Instant diedAt = Instant.ofEpochMilli(row.getLong("finished_at"));
        return new DeadLetter(
                new DeliveryId(workspace, row.getLong("delivery_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                new EventId(workspace, row.getLong("event_id")).toString(),
                row.getString("event_type"),
                row.getLong("sequence"),
                row.getInt("attempt_count"),
                row.getObject("last_status_code", Integer.class),
                row.getString("dead_reason"),
                Objects.requireNonNullElse(row.getString("dead_cause"), UNKNOWN),
                diedAt,
                Math.max(0, Duration.between(keptSince, diedAt).toDays()));
    }
}
