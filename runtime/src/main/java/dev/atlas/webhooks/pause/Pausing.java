package dev.atlas.webhooks.pause;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointFlow;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.endpoint.JdbcEndpoints;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import dev.atlas.webhooks.queue.JdbcDeliveries;
import dev.atlas.webhooks.queue.JdbcDue;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Takes an endpoint out of service and back. The caller holds the endpoint's lock. Attempts under way are not called
 * back; what fails of them is held when it settles.
 */
public final class Pausing {
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
        endpoints.updateState(tx, id, status, EndpointFlow.OPEN, pause);
        JdbcDue.deleteUnclaimed(tx, id);
        JdbcDeliveries.holdUnqueued(tx, id, clock.instant());
    }

    /** Back in service: at once when nothing is held, else by way of a probe and a drain. */
    public void resume(Handle tx, EndpointId id) {
        boolean nothingHeld = JdbcDeliveries.firstHeld(tx, id, 1).isEmpty();
        endpoints.updateState(
                tx, id, EndpointStatus.ACTIVE, nothingHeld ? EndpointFlow.OPEN : EndpointFlow.PROBING, null);
    }

    /** How many deliveries wait for the endpoint to come back. */
    public static long waiting(Handle tx, EndpointId id) {
        return JdbcDeliveries.count(tx, id, DeliveryStatus.HELD);
    }
}
