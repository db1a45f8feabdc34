package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.Counted;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Looks for rows of the queue that belong to nothing, a bounded stretch at a time, round and round. What a round has found is
 * told until a later round has not. For one thread.
 */
final class JdbcOrphans {
    static final int STRETCH = 10_000;

    private static final String OF_STRETCH =
            """
            SELECT COUNT(*) FROM (
                SELECT workspace_id, delivery_id, endpoint_id, event_id, status, created_at FROM atlas_queue
                 WHERE (workspace_id > :workspace OR (workspace_id = :workspace AND delivery_id > :delivery))
                 ORDER BY workspace_id, delivery_id LIMIT :stretch) q
             WHERE q.created_at < :before AND
            """;

    private static final String NO_EVENT = OF_STRETCH
            + """
                      NOT EXISTS (SELECT 1 FROM atlas_event e
                                   WHERE e.workspace_id = q.workspace_id AND e.event_id = q.event_id)
                      AND NOT EXISTS (SELECT 1 FROM atlas_event_kept k
                                       WHERE k.workspace_id = q.workspace_id AND k.event_id = q.event_id)""";

    private static final String NO_TURN = OF_STRETCH
            + """
                      q.status = 'waiting'
                      AND NOT EXISTS (SELECT 1 FROM atlas_backlog b
                                       WHERE b.workspace_id = q.workspace_id AND b.endpoint_id = q.endpoint_id)""";

    private @Nullable Position next;
    private Orphans before = Orphans.NONE;
    private Orphans sinceThen = Orphans.NONE;

    private record Position(long workspace, long delivery) {
        private static final Position START = new Position(0, 0);
    }

    private record Orphans(long withoutEvent, long withoutTurn) {
        private static final Orphans NONE = new Orphans(0, 0);

        Orphans plus(Orphans more) {
            return new Orphans(withoutEvent + more.withoutEvent, withoutTurn + more.withoutTurn);
        }
    }

    /** Looks at the next stretch and says what the rounds have found, in words; of rows that are older than that. */
    List<String> findings(Handle tx, Instant olderThan) {
        Position from = next == null ? Position.START : next;
        sinceThen =
                sinceThen.plus(new Orphans(count(tx, NO_EVENT, from, olderThan), count(tx, NO_TURN, from, olderThan)));
        Optional<Position> end = end(tx, from);
        next = end.orElse(null);
        if (end.isEmpty()) {
            before = sinceThen;
            sinceThen = Orphans.NONE;
        }
        List<String> findings = new ArrayList<>();
        add(
                findings,
                Math.max(before.withoutEvent, sinceThen.withoutEvent),
                "unfinished delivery has",
                "unfinished deliveries have",
                "no stored event; report this as a fault");
        add(
                findings,
                Math.max(before.withoutTurn, sinceThen.withoutTurn),
                "delivery waits",
                "deliveries wait",
                "behind others of an endpoint that nobody looks after; report this as a fault");
        return findings;
    }

    private static void add(List<String> findings, long found, String one, String many, String rest) {
        if (found > 0) {
            findings.add(Counted.of(found, one, many) + " " + rest);
        }
    }

    private static long count(Handle tx, String query, Position from, Instant olderThan) {
        return tx.createQuery(query)
                .bindMap(Map.of("workspace", from.workspace, "delivery", from.delivery, "stretch", STRETCH))
                .bind("before", olderThan.toEpochMilli())
                .mapTo(Long.class)
                .one();
    }

    /** The last row of the stretch; empty when the queue ends before. */
    private static Optional<Position> end(Handle tx, Position from) {
        return tx.createQuery(
                        """
                        SELECT workspace_id, delivery_id FROM atlas_queue
                         WHERE (workspace_id > :workspace OR (workspace_id = :workspace AND delivery_id > :delivery))
                         ORDER BY workspace_id, delivery_id LIMIT 1 OFFSET :last""")
                .bind("workspace", from.workspace)
                .bind("delivery", from.delivery)
                .bind("last", STRETCH - 1)
                .map((row, context) -> new Position(row.getLong(1), row.getLong(2)))
                .findOne();
    }
}
