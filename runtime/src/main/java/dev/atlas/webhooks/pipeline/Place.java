package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;

/** One attempt's place among those under way on this node. {@link InFlight} alone changes it. */
final class Place {
    private final EndpointId endpoint;
    private final long since;
    private final boolean failing;
    private Room room;
    private long weight;

    /** Where the attempt stands: among the quick, as one on trial or not, or among the slow. */
    enum Room {
        QUICK,
        TRIAL,
        SLOW
    }

    Place(EndpointId endpoint, long since, Room room, boolean failing) {
        this.endpoint = endpoint;
        this.since = since;
        this.failing = failing;
        this.room = room;
    }

    EndpointId endpoint() {
        return endpoint;
    }

    /** When it was taken, in epoch milliseconds. */
    long since() {
        return since;
    }

    Room room() {
        return room;
    }

    /** Whether the endpoint's last attempt had failed when it was taken. */
    boolean isFailing() {
        return failing;
    }

    void becomeSlow() {
        room = Room.SLOW;
    }

    /** The memory that the attempt takes, in bytes; 0 before that is known. */
    long weight() {
        return weight;
    }

    void weigh(long newWeight) {
        weight = newWeight;
    }
}
