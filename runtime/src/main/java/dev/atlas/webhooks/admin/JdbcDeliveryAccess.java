package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.IdSource;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Queued;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * How a search gets at the deliveries: an endpoint's by their sequence (which is the order of their ids), others by their
 * ids, which are made in the order of time; so a time is a place in the index and nothing before it is read.
 */
final class JdbcDeliveryAccess {
    /** Clocks of nodes differ: sequences follow the ids of several nodes only to that. */
    private static final Duration APART = Duration.ofMinutes(5);

    private JdbcDeliveryAccess() {}

    /** A delivery's place in both orders. */
    record Place(long delivery, long sequence) {}

    /** What an index serves: it is read in the wanted order, and nothing of it is skipped. */
    record Access(WorkspaceId workspace, boolean bySequence, Conditions conditions) {
        String column() {
            return bySequence ? "q.sequence" : "q.delivery_id";
        }

        long of(Place place) {
            return bySequence ? place.sequence() : place.delivery();
        }
    }

    /** The conditions of a query with what is bound to them. */
    record Conditions(StringBuilder words, Map<String, Object> bindings) {
        void add(String condition, String name, Object value) {
            words.append(" AND ").append(condition);
            bindings.put(name, value);
        }

        void status(DeliveryStatus status) {
            add("q.status IN (:status, :alias)", "status", status.word());
            bindings.put("alias", Queued.alias(status));
        }

        Conditions copy() {
            return new Conditions(new StringBuilder(words), new HashMap<>(bindings));
        }

        String text() {
            return words.toString();
        }
    }

    /**
     * The way to what is meant, newest first.
     *
     * @param before only what is older than this; null from the newest
     */
    static Access of(Handle tx, WorkspaceId workspace, DeliverySearch search, @Nullable Place before) {
        Conditions conditions = new Conditions(new StringBuilder(), new HashMap<>());
        EndpointId endpoint = search.endpoint();
        Access access = new Access(workspace, endpoint != null, conditions);
        if (endpoint != null) {
            conditions.add("q.endpoint_id = :endpoint", "endpoint", endpoint.value());
            if (search.since() != null) {
                long first = firstSequence(tx, endpoint, search.since().minus(APART));
                conditions.add("q.sequence >= :first", "first", lastBefore(tx, endpoint, first) + 1);
            }
            if (search.until() != null) {
                conditions.add(
                        "q.sequence < :end",
                        "end",
                        firstSequence(tx, endpoint, search.until().plus(APART)));
            }
        } else if (search.status() != null) {
            conditions.status(search.status());
        }
        if (before != null) {
            conditions.add(access.column() + " < :before", "before", access.of(before));
        }
        if (search.since() != null) {
            conditions.add("q.delivery_id >= :since", "since", IdSource.lowestAt(search.since()));
        }
        if (search.until() != null) {
            conditions.add("q.delivery_id < :until", "until", IdSource.lowestAt(search.until()));
        }
        return access;
    }

    /** The finished delivery that stands so many places from the begin of an access; empty when there are not so many. */
    static Optional<Place> placeAfter(Handle tx, Access access, int places) {
        return tx.createQuery("SELECT q.delivery_id, q.sequence FROM atlas_delivery q WHERE q.workspace_id = :workspace"
                        + access.conditions().text() + " ORDER BY " + access.column() + " DESC LIMIT 1 OFFSET :places")
                .bind("workspace", access.workspace().value())
                .bindMap(access.conditions().bindings())
                .bind("places", places)
                .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                .findFirst();
    }

    /** Where a delivery stands; after all others when it is gone. */
    static Place place(Handle tx, DeliveryId id) {
        return new Place(
                id.value(),
                JdbcDeliveryLog.find(tx, id)
                        .map(view -> view.delivery().sequence())
                        .orElse(0L));
    }

    /** The lowest sequence of the log whose delivery was made then or later, found by halving; the largest number without any. */
    private static long firstSequence(Handle tx, EndpointId endpoint, Instant time) {
        long id = IdSource.lowestAt(time);
        long low = 0;
        long high = lastBefore(tx, endpoint, Long.MAX_VALUE) + 1;
        long found = Long.MAX_VALUE;
        while (low < high) {
            long middle = low + (high - low) / 2;
            Place place = from(tx, endpoint, middle);
            if (place == null) {
                high = middle;
            } else if (place.delivery() >= id) {
                found = place.sequence();
                high = middle;
            } else {
                low = place.sequence() + 1;
            }
        }
        return found;
    }

    private static @Nullable Place from(Handle tx, EndpointId endpoint, long sequence) {
        return tx.select(
                        """
                        SELECT delivery_id, sequence FROM atlas_delivery
                         WHERE workspace_id = ? AND endpoint_id = ? AND sequence >= ? ORDER BY sequence LIMIT 1""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        sequence)
                .map((row, context) -> new Place(row.getLong(1), row.getLong(2)))
                .findFirst()
                .orElse(null);
    }

    /** The highest sequence of the log below one; 0 without any. */
    private static long lastBefore(Handle tx, EndpointId endpoint, long sequence) {
        return tx.select(
                        """
                        SELECT sequence FROM atlas_delivery
                         WHERE workspace_id = ? AND endpoint_id = ? AND sequence < ? ORDER BY sequence DESC LIMIT 1""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        sequence)
                .mapTo(Long.class)
                .findFirst()
                .orElse(0L);
    }
}
