package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The places for attempts under way on this node. What finds no place stays in the table. Thread-safe.
 */
final class InFlight {
    private final int most;
    private final int mostPerEndpoint;
    private final Map<EndpointId, Integer> perEndpoint = new HashMap<>();
    private int taken;

    InFlight(int most, int mostPerEndpoint) {
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

    /** The endpoints that have no free place. */
    synchronized Set<EndpointId> saturated() {
        Set<EndpointId> saturated = new HashSet<>();
        perEndpoint.forEach((endpoint, own) -> {
            if (own >= mostPerEndpoint) {
                saturated.add(endpoint);
            }
        });
        return saturated;
    }
}
