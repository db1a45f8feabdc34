package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcDrains;
import dev.atlas.webhooks.endpoint.JdbcDrains.Drain;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.jdbc.Database;
import dev.atlas.webhooks.pause.Pausing;
import dev.atlas.webhooks.queue.Delivery;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.Enqueuing;
import dev.atlas.webhooks.queue.JdbcHeld;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes endpoints out of service and back, piece by piece. Out: what was pending is held, or cancelled. Back: first one
 * probe, then what is held in the order of its sequence, each step up to twice as much as the step before and only once the
 * step before has left the queue.
 */
final class DrainWorker implements Worker {
    private static final int MOST_ENDPOINTS = 500;

    /** So many endpoints are waited for in a round whose rows, or their workspace's, others hold: each takes seconds. */
    private static final int MOST_CONFLICTS = 3;

    private static final int FIRST_STEP = 10;
    private static final int LARGEST_STEP = 2_000;

    private final Database database;
    private final JdbcEndpoints endpoints;
    private final Pausing pausing;
    private final Faults faults;
    private final InstantSource clock;

    /** How far this round has come; null when it begins anew. */
    private @Nullable EndpointId reached;

    /** How many endpoints of this round were waited for in vain. */
    private int conflicts;

    DrainWorker(Database database, JdbcEndpoints endpoints, Pausing pausing, Faults faults, InstantSource clock) {
        this.database = database;
        this.endpoints = endpoints;
        this.pausing = pausing;
        this.faults = faults;
        this.clock = clock;
    }

    @Override
    public boolean does(Matter matter) {
        return matter == Matter.DRAIN;
    }

    /** Woken for the first step only: the next is due when the one before has left the queue, which takes less than a look. */
    @Override
    public Pauses pauses() {
        return new Pauses(Duration.ofMillis(50), Duration.ofMinutes(10));
    }

    @Override
    public int runOnce() {
        int done = 0;
        conflicts = 0;
        for (EndpointId id : nextOnes()) {
            done += faults.isolate("taking endpoint " + id + " out of service or back", () -> step(id));
            if (conflicts == MOST_CONFLICTS) {
                reached = id;
                break;
            }
        }
        return done;
    }

    private List<EndpointId> nextOnes() {
        List<EndpointId> next = database.read(tx -> JdbcDrains.changing(tx, reached, MOST_ENDPOINTS));
        reached = next.size() < MOST_ENDPOINTS ? null : next.get(next.size() - 1);
        return next;
    }

    private int step(EndpointId id) {
        try {
            return database.inTransaction(tx -> endpoints
                    .lock(tx, id)
                    .map(endpoint -> step(tx, endpoint))
                    .orElseGet(() -> pausing.goOnDeleting(tx, id)));
        } catch (RuntimeException e) {
            if (Database.isLockConflict(e)) {
                conflicts++;
                // Without its cause, which would be taken for a fault of the whole database.
                throw new IllegalStateException(Database.advice(e).orElseThrow());
            }
            throw e;
        }
    }

    private int step(Handle tx, Endpoint endpoint) {
        return switch (endpoint.flow()) {
            case OPEN, LISTENING -> 0;
            case HOLDING -> pausing.goOnHolding(tx, endpoint);
            case PROBING -> probe(tx, endpoint);
            case DRAINING -> drain(tx, endpoint);
        };
    }

    /** Sends one delivery ahead, unless one is already on its way. */
    private int probe(Handle tx, Endpoint endpoint) {
        if (!JdbcHeld.isIdle(tx, endpoint.id())) {
            return 0;
        }
        int released = release(tx, endpoint, 1);
        if (released == 0) {
            open(tx, endpoint);
        }
        return released;
    }

    private int drain(Handle tx, Endpoint endpoint) {
        Drain drain = JdbcDrains.read(tx, endpoint.id());
        int step = Math.max(FIRST_STEP, drain.step());
        if (JdbcHeld.pending(tx, endpoint.id(), step) >= step) {
            return 0;
        }
        int released = release(tx, endpoint, step);
        if (released < step) {
            open(tx, endpoint);
        } else {
            Instant since = drain.since() == null ? clock.instant() : drain.since();
            Drain next = new Drain(Math.min(2 * step, LARGEST_STEP), since, drain.released() + released);
            JdbcDrains.write(tx, endpoint.id(), next);
        }
        return released;
    }

    private int release(Handle tx, Endpoint endpoint, int limit) {
        Instant now = clock.instant();
        List<Delivery> held = JdbcHeld.first(tx, endpoint.id(), limit).stream()
                .map(delivery -> delivery.with(DeliveryStatus.PENDING, delivery.schedule()))
                .toList();
        Set<EndpointId> serialized = endpoint.spec().serialize() ? Set.of(endpoint.id()) : Set.of();
        JdbcHeld.release(tx, endpoint.id(), Enqueuing.places(tx, held, serialized, now), now);
        return held.size();
    }

    private void open(Handle tx, Endpoint endpoint) {
        endpoints.updateState(tx, endpoint.id(), EndpointStatus.ACTIVE, EndpointFlow.OPEN, null);
    }
}
