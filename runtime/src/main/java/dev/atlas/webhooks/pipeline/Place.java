package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;

/** One attempt's place among those under way on this node. {@link InFlight} alone changes it. */
final class Place {
    private final EndpointId endpoint;
    private final long since;
    private boolean slow;

    Place(EndpointId endpoint, long since, boolean slow) {
        this.endpoint = endpoint;
        this.since = since;
        this.slow = slow;
    }

    EndpointId endpoint() {
        return endpoint;
    }

    /** When it was taken, in epoch milliseconds. */
    long since() {
        return since;
    }

    boolean isSlow() {
        return slow;
    }

    void becomeSlow() {
        slow = true;
    }
}
