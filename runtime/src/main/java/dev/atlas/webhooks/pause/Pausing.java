package dev.atlas.webhooks.pause;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.JdbcBacklog;
import dev.atlas.webhooks.queue.JdbcHeld;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes an endpoint out of service and back. The caller holds the endpoint's lock. Attempts under way are not called
 * back; what fails of them is held when it settles.
 */
public final class Pausing {
    /** How many deliveries one transaction holds or cancels. */
    private static final int PIECE = 2_000;

    private final JdbcEndpoints endpoints;
    private final InstantSource clock;

    public Pausing(JdbcEndpoints endpoints, InstantSource clock) {
        this.endpoints = endpoints;
        this.clock = clock;
    }

    /** No attempts from now on: everything pending is held. */
    public void pause(Handle tx, EndpointId id, boolean automatic, String reason) {
        Endpoint.Pause pause = new Endpoint.Pause(automatic, reason, clock.instant());
        stop(tx, id, EndpointStatus.PAUSED, pause);
    }

    /** Likewise, because its owner switched it off. */
    public void disable(Handle tx, EndpointId id) {
        stop(tx, id, EndpointStatus.DISABLED, null);
    }

    private void stop(Handle tx, EndpointId id, EndpointStatus status, Endpoint.@Nullable Pause pause) {
        endpoints.updateState(tx, id, status, EndpointFlow.HOLDING, pause);
        JdbcHeld.hold(tx, id, clock.instant(), PIECE);
    }

    /**
     * Holds the next piece of what was pending, until nothing is left: a backlog of a million is not one transaction.
     *
     * @param endpoint one whose flow is HOLDING
     * @return how much was done, at least 1
     */
    public int goOnHolding(Handle tx, Endpoint endpoint) {
        int held = JdbcHeld.hold(tx, endpoint.id(), clock.instant(), PIECE);
        if (held < PIECE) {
            EndpointFlow next = endpoint.status() == EndpointStatus.ACTIVE ? EndpointFlow.PROBING : EndpointFlow.OPEN;
            endpoints.updateState(tx, endpoint.id(), endpoint.status(), next, endpoint.paused());
        }
        return Math.max(1, held);
    }

    /** Back in service: at once when nothing is held, else by way of a probe and a drain. */
    public void resume(Handle tx, Endpoint endpoint) {
        EndpointId id = endpoint.id();
        int late = JdbcHeld.hold(tx, id, clock.instant(), PIECE);
        EndpointFlow flow = endpoint.isListener()
                ? EndpointFlow.LISTENING
                : JdbcHeld.first(tx, id, 1).isEmpty()
                        ? EndpointFlow.OPEN
                        : late == PIECE || endpoint.flow() == EndpointFlow.HOLDING
                                ? EndpointFlow.HOLDING
                                : EndpointFlow.PROBING;
        endpoints.updateState(tx, id, EndpointStatus.ACTIVE, flow, null);
    }

    /** Out of service for ever: what is unfinished is cancelled. */
    public void delete(Handle tx, EndpointId id) {
        endpoints.updateState(tx, id, EndpointStatus.DELETED, EndpointFlow.HOLDING, null);
        goOnDeleting(tx, id);
    }

    /** Cancels the next piece of a deleted endpoint's deliveries, until nothing is left. */
    public int goOnDeleting(Handle tx, EndpointId id) {
        int cancelled = JdbcHeld.cancel(tx, id, clock.instant(), PIECE);
        if (cancelled < PIECE) {
            JdbcBacklog.remove(tx, id);
            endpoints.updateState(tx, id, EndpointStatus.DELETED, EndpointFlow.OPEN, null);
        }
        return cancelled;
    }

    /** How many deliveries wait for the endpoint to come back. */
    public static long waiting(Handle tx, EndpointId id) {
        return JdbcHeld.count(tx, id);
    }
}
