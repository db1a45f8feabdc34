package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.alert.Counted;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Looks at the state of the whole installation; never at more rows than a bound. */
final class JdbcCheck {
    private static final int MOST_COUNTED = 100_000;

    /** So many rows are looked at for what must not be. */
    private static final int LOOK = 1_000;

    /** Partitions are made a week ahead, so there is time; but nobody keeps a transaction open for a day on purpose. */
    private static final Duration LONG_IN_USE = Duration.ofDays(1);

    /** So long people are told of an outbox row that was no event. */
    private static final Duration TOLD = Duration.ofDays(1);

    private static final Set<String> KNOWN = Set.of("pending", "waiting", "held");

    private JdbcCheck() {}

    /** What there is to do, and since when the oldest of it has been waiting. */
    static Pending pending(Handle tx, Instant now) {
        Map<String, Long> states = states(tx);
        return new Pending(
                states.getOrDefault("pending", 0L) + states.getOrDefault("waiting", 0L),
                states.getOrDefault("held", 0L),
                count(tx, "atlas_outbox"),
                count(tx, "atlas_alert WHERE status = 'waiting'"),
                age(tx, "SELECT MIN(due_at) FROM atlas_queue WHERE due_at <= ?", now),
                age(
                        tx,
                        "SELECT MIN(published_at) FROM (SELECT published_at FROM atlas_outbox LIMIT 1000) o"
                                + " WHERE published_at <= ?",
                        now),
                !KNOWN.containsAll(states.keySet()));
    }

    private static Map<String, Long> states(Handle tx) {
        Map<String, Long> states = new HashMap<>();
        tx.select(
                        "SELECT status, COUNT(*) FROM (SELECT status FROM atlas_queue LIMIT ?) AS some GROUP BY status",
                        MOST_COUNTED)
                .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
                .forEach(state -> states.put(state.getKey(), state.getValue()));
        return states;
    }

    private static long count(Handle tx, String rows) {
        return tx.select("SELECT COUNT(*) FROM (SELECT 1 FROM " + rows + " LIMIT ?) AS counted", MOST_COUNTED)
                .mapTo(Long.class)
                .one();
    }

    private static Duration age(Handle tx, String query, Instant now) {
        @Nullable
        Long since = tx.select(query, now.toEpochMilli())
                .map((row, context) -> row.getObject(1, Long.class))
                .findFirst()
                .orElse(null);
        return since == null ? Duration.ZERO : Duration.ofMillis(now.toEpochMilli() - since);
    }

    /** What must not be, in words; empty when all is well. */
    static List<String> findings(Handle tx, Instant now, Duration bound, Pending pending) {
        List<String> findings = new ArrayList<>();
        long limit = now.minus(bound).toEpochMilli();
        find(
                tx,
                findings,
                new Words(
                        "delivery has been due",
                        "deliveries have been due",
                        "for more than %d minutes without a node's work; start more nodes, or look at the log of those that run"
                                .formatted(bound.toMinutes())),
                "SELECT 1 FROM atlas_queue WHERE due_at < ? AND owner = 0",
                limit);
        find(
                tx,
                findings,
                new Words(
                        "delivery is",
                        "deliveries are",
                        "claimed by a node that does not end its attempts; stop that node, others take over"),
                "SELECT 1 FROM atlas_queue WHERE due_at < ? AND owner <> 0",
                limit);
        find(
                tx,
                findings,
                new Words(
                        "event has been",
                        "events have been",
                        "in the outbox for more than %d minutes; no node routes (atlas.workers.enabled?)"
                                .formatted(bound.toMinutes())),
                "SELECT 1 FROM (SELECT published_at FROM atlas_outbox LIMIT 1000) o WHERE published_at < ?",
                limit);
        find(
                tx,
                findings,
                new Words(
                        "outbox row of the last day was",
                        "outbox rows of the last day were",
                        "no event; table atlas_outbox_rejected says why: mend the publisher, and publish again what is missing"),
                "SELECT 1 FROM atlas_outbox_rejected WHERE rejected_at > ?",
                now.minus(TOLD).toEpochMilli());
        if (pending.unknownStatus()) { // looking for which is expensive
            unknownStatus(tx).ifPresent(findings::add);
        }
        long putOff = JdbcTasks.position(tx, RetentionWorker.TASK);
        if (putOff > 0 && putOff < now.minus(LONG_IN_USE).toEpochMilli()) {
            findings.add(
                    "old days cannot be dropped, nor new ones made, since %s: a transaction has been using a table all the time"
                                    .formatted(Instant.ofEpochMilli(putOff))
                            + " (the log says which); find it in information_schema.innodb_trx and end it");
        }
        return findings;
    }

    private static Optional<String> unknownStatus(Handle tx) {
        return tx.select(
                        """
                        SELECT workspace_id, delivery_id, status FROM (
                            SELECT workspace_id, delivery_id, status FROM atlas_queue LIMIT ?) AS some
                         WHERE status NOT IN ('pending', 'waiting', 'held') LIMIT 1""",
                        MOST_COUNTED)
                .map((row, context) ->
                        "delivery %s has the unknown status '%s' in atlas_queue; write 'pending' there and a due_at, or 'held' while its endpoint is out of service"
                                .formatted(
                                        new DeliveryId(new WorkspaceId(row.getLong(1)), row.getLong(2)),
                                        row.getString(3)))
                .findOne();
    }

    /** What is said of one and of several, and how it goes on. */
    private record Words(String one, String many, String rest) {}

    private static void find(Handle tx, List<String> findings, Words words, String query, long limit) {
        long found = tx.select("SELECT COUNT(*) FROM (" + query + " LIMIT ?) AS found", limit, LOOK)
                .mapTo(Long.class)
                .one();
        if (found > 0) {
            String many = (found < LOOK ? "" : "or more ") + words.many;
            findings.add(Counted.of(found, words.one, many) + " " + words.rest);
        }
    }
}
