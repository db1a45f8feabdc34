package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.pipeline.Place.Room;

/**
 * The memory that attempts under way take for what they send, shared out as their places are: what hangs and what answers
 * have as much each, and endpoints on trial half of the latter. One thread at a time.
 */
final class Weights {
    /** Of each byte sent: its character, perhaps of two bytes, and the byte. */
    private static final int COPIES = 3;

    private final long most;
    private long quick;
    private long trial;
    private long slow;

    /** @param most bytes in either room */
    Weights(long most) {
        this.most = most;
    }

    /** Lets an attempt of that many bytes have its memory, if there is some left; one at least may always. */
    boolean take(Place place, int bytes) {
        long weight = (long) COPIES * bytes;
        boolean fits =
                switch (place.room()) {
                    case QUICK -> quick == 0 || quick + trial + weight <= most;
                    case TRIAL -> trial == 0 || (trial + weight <= most / 2 && quick + trial + weight <= most);
                    case SLOW -> slow == 0 || slow + weight <= most;
                };
        if (fits) {
            place.weigh(place.weight() + weight);
            add(place.room(), weight);
        }
        return fits;
    }

    /** Whether there is any left. */
    boolean areFree(Room room) {
        return (room == Room.SLOW ? slow : quick + trial) < most;
    }

    void enter(Place place) {
        add(place.room(), place.weight());
    }

    void leave(Place place) {
        add(place.room(), -place.weight());
    }

    private void add(Room room, long weight) {
        switch (room) {
            case QUICK -> quick += weight;
            case TRIAL -> trial += weight;
            case SLOW -> slow += weight;
        }
    }
}
