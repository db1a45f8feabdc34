package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The places for attempts under way on this node. What finds no place stays in the table. Thread-safe.
 */
final class InFlight {
    private final int most;
    private final int mostPerEndpoint;
    private final Map<EndpointId, Integer> perEndpoint = new HashMap<>();
    private final Pace pace;
    private int taken;

    InFlight(int most, int mostPerEndpoint, Pace pace) {
        this.pace = pace;
        this.most = most;
        this.mostPerEndpoint = mostPerEndpoint;
    }

    /** Takes a place for the endpoint, if there is one. */
    synchronized boolean reserve(EndpointId endpoint) {
        int own = perEndpoint.getOrDefault(endpoint, 0);
        if (taken >= most || own >= mostPerEndpoint) {
            return false;
        }
        perEndpoint.put(endpoint, own + 1);
        taken++;
        return true;
    }

    /** Takes a place for one attempt now, if there is one and the endpoint's rate allows it. */
    synchronized boolean reserve(EndpointId endpoint, @Nullable Integer perSecond) {
        if (!reserve(endpoint)) {
            return false;
        }
        if (pace.take(endpoint, perSecond)) {
            return true;
        }
        release(endpoint);
        return false;
    }

    /** Whether the endpoint's rate allows one more attempt now; takes it if so. */
    boolean paced(EndpointId endpoint, @Nullable Integer perSecond) {
        return pace.take(endpoint, perSecond);
    }

    /** Gives a place back. */
    synchronized void release(EndpointId endpoint) {
        int own = perEndpoint.getOrDefault(endpoint, 0);
        if (own <= 0) {
            throw new IllegalStateException("no attempt to " + endpoint + " is under way");
        }
        taken--;
        if (own == 1) {
            perEndpoint.remove(endpoint);
        } else {
            perEndpoint.put(endpoint, own - 1);
        }
        notifyAll();
    }

    /** Waits until nothing is under way, but not longer than that. */
    synchronized void awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis();
                    taken > 0 && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Places that are free now. */
    synchronized int free() {
        return most - taken;
    }

    /** Attempts under way. */
    synchronized int count() {
        return taken;
    }

    /** The endpoints that can take no attempt now. */
    synchronized Set<EndpointId> saturated() {
        Set<EndpointId> saturated = new HashSet<>(pace.exhausted());
        perEndpoint.forEach((endpoint, own) -> {
            if (own >= mostPerEndpoint) {
                saturated.add(endpoint);
            }
        });
        return saturated;
    }
}
