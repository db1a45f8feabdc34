package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.pipeline.Place.Room;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places for attempts under way on this node. What finds no place stays in the queue. Thread-safe.
 *
 * <p>Endpoints that hang must not use up the places of those that answer. So there are two rooms of equal size: attempts to
 * endpoints that keep failing, and attempts that have been under way for a second, stand in the slow one. Of the quick one
 * endpoints on trial, whose last attempt here did not succeed within that second, get half. And an endpoint begins with a
 * few places; each success doubles them, each failure halves them. When the slow room is half full, whoever is not quick has
 * one place, so that all of them get a turn; who is new, already when a quarter of a room is taken by such as may hang.
 * Memory is shared out between the rooms likewise, see {@link Weights}.
 *
 * <p>An attempt that fails costs two or three times what a delivery does. So endpoints whose last attempt here failed get a quarter
 * as many places as there are in a room, and one each when half of those are taken: many that hang have their retries later,
 * but cost the others little.
 */
final class InFlight {
    private static final long SLOW_MILLIS = 1_000;
    private static final int FAILURES_OF_THE_SLOW = 3;
    private static final int MOST_FAILURES = 10;

    /** So many places a new endpoint has, and the worst all the same, or its retries would come late. */
    private static final int FEWEST_PER_ENDPOINT = 2;

    private final int most;
    private final int mostOnTrial;
    private final int mostFailing;
    private final int mostPerEndpoint;
    private final int fewestPerEndpoint;
    private final Weights weights;
    private final Pace pace;
    private final InstantSource clock;
    private final Map<EndpointId, Lane> lanes = new HashMap<>();
    private final LinkedHashSet<Place> quick = new LinkedHashSet<>();
    private int onTrial;
    private int slow;
    private int failing;
    private boolean stopped;

    /** What is known of an endpoint here; kept for those that answer, some hundred bytes each. */
    private static final class Lane {
        int underWay;
        int most;
        int failures;
        boolean answers;
        boolean fails;
        boolean serialized;

        Lane(int most) {
            this.most = most;
        }

        /** Nothing is known of it, so it need not be kept. */
        boolean isLikeNew(int fewest) {
            return failures == 0 && !answers && most == fewest;
        }

        Room room() {
            if (failures >= FAILURES_OF_THE_SLOW) {
                return Room.SLOW;
            }
            return answers ? Room.QUICK : Room.TRIAL;
        }
    }

    /**
     * What became of a wish for a place.
     *
     * @param place null when there is none
     * @param nodeIsFull whether that is because of other endpoints' attempts, so that the delivery may stay where it is
     */
    record Answer(@Nullable Place place, boolean nodeIsFull) {
        private static final Answer NODE_IS_FULL = new Answer(null, true);
        static final Answer ENDPOINT_IS_FULL = new Answer(null, false);
    }

    /** @param mostBytes memory of the attempts in either room */
    InFlight(int most, int mostPerEndpoint, long mostBytes, Pace pace, InstantSource clock) {
        this.most = most;
        this.mostOnTrial = (most + 1) / 2;
        this.mostFailing = (most + 3) / 4;
        this.mostPerEndpoint = mostPerEndpoint;
        this.fewestPerEndpoint = Math.min(FEWEST_PER_ENDPOINT, mostPerEndpoint);
        this.weights = new Weights(mostBytes);
        this.pace = pace;
        this.clock = clock;
    }

    /**
     * Takes a place for one attempt now, if there is one and the endpoint's rate allows it.
     *
     * @param serialized whether the endpoint takes one at a time: its next is claimed by the settlement of the one before, so
     *     until then there is no {@link #room} and nobody need look
     */
    synchronized Answer take(EndpointId endpoint, @Nullable Integer perSecond, boolean serialized) {
        if (stopped) {
            return Answer.NODE_IS_FULL;
        }
        Lane lane = lanes.computeIfAbsent(endpoint, id -> new Lane(fewestPerEndpoint));
        long now = clock.millis();
        Room room = lane.room();
        if (lane.underWay >= most(lane)) {
            return Answer.ENDPOINT_IS_FULL;
        }
        if (free(lane, now) <= 0) {
            return room != Room.SLOW && quickFree(now) <= 0 ? Answer.NODE_IS_FULL : Answer.ENDPOINT_IS_FULL;
        }
        if (!pace.take(endpoint, perSecond)) {
            return Answer.ENDPOINT_IS_FULL;
        }
        Place place = new Place(endpoint, now, room, lane.fails);
        lane.underWay++;
        lane.serialized = serialized;
        enter(place);
        return new Answer(place, false);
    }

    private int most(Lane lane) {
        return isCrowded(lane) ? 1 : lane.most;
    }

    /** Whether there are so many like it that each has one place, so that all of them get a turn. */
    private boolean isCrowded(Lane lane) {
        if (lane.fails) {
            return failing > mostFailing / 2;
        }
        return lane.isLikeNew(fewestPerEndpoint)
                ? slow + onTrial > most / 4
                : lane.room() != Room.QUICK && slow > most / 2;
    }

    /** Lets an attempt have the memory for what it sends; false when there is none left and the place is to be given back. */
    synchronized boolean weigh(Place place, int bytes) {
        return weights.take(place, bytes);
    }

    private void enter(Place place) {
        weights.enter(place);
        failing += place.isFailing() ? 1 : 0;
        switch (place.room()) {
            case QUICK -> quick.add(place);
            case TRIAL -> {
                quick.add(place);
                onTrial++;
            }
            case SLOW -> slow++;
        }
    }

    /** Whether it stood there. */
    private boolean leave(Place place) {
        boolean stood =
                switch (place.room()) {
                    case QUICK -> quick.remove(place);
                    case TRIAL -> quick.remove(place) && onTrial-- > 0;
                    case SLOW -> slow-- > 0;
                };
        if (stood) {
            weights.leave(place);
            failing -= place.isFailing() ? 1 : 0;
        }
        return stood;
    }

    private int free(Lane lane, long now) {
        int free =
                switch (lane.room()) {
                    case QUICK -> quickFree(now);
                    case TRIAL -> Math.min(quickFree(now), mostOnTrial - onTrial);
                    case SLOW -> most - slow;
                };
        return lane.fails ? Math.min(free, mostFailing - failing) : free;
    }

    /** Free places in the quick room, after those who have stood there for long have been moved over. */
    private int quickFree(long now) {
        while (slow < most && weights.areFree(Room.SLOW) && !quick.isEmpty()) {
            Place oldest = quick.iterator().next();
            if (now - oldest.since() < SLOW_MILLIS) {
                break;
            }
            leave(oldest);
            oldest.becomeSlow();
            enter(oldest);
            lane(oldest).answers = false;
        }
        return most - quick.size();
    }

    /** How many attempts the endpoint could begin now. */
    synchronized int room(EndpointId endpoint, @Nullable Integer perSecond) {
        Lane known = lanes.get(endpoint);
        Lane lane = known == null ? new Lane(fewestPerEndpoint) : known;
        int own = (lane.serialized ? 1 : most(lane)) - lane.underWay;
        if (own <= 0) {
            return 0; // as for most, when many endpoints hang
        }
        int all = free(lane, clock.millis());
        return Math.max(0, Math.min(Math.min(own, all), pace.available(endpoint, perSecond)));
    }

    /** Gives a place back; {@code succeeded} is null when the attempt says nothing about the endpoint. */
    synchronized void release(Place place, @Nullable Boolean succeeded) {
        Lane lane = lane(place);
        if (!leave(place)) {
            throw notUnderWay(place);
        }
        lane.underWay--;
        if (succeeded != null) {
            lane.fails = !succeeded;
            lane.answers = succeeded && place.room() != Room.SLOW;
            lane.failures = succeeded ? lane.failures / 2 : Math.min(MOST_FAILURES, lane.failures + 1);
            lane.most =
                    succeeded ? Math.min(mostPerEndpoint, 2 * lane.most) : Math.max(fewestPerEndpoint, lane.most / 2);
        }
        if (lane.underWay == 0 && lane.isLikeNew(fewestPerEndpoint)) {
            lanes.remove(place.endpoint());
        }
        notifyAll();
    }

    private Lane lane(Place place) {
        Lane lane = lanes.get(place.endpoint());
        if (lane == null) {
            throw notUnderWay(place);
        }
        return lane;
    }

    private static IllegalStateException notUnderWay(Place place) {
        return new IllegalStateException("no attempt to " + place.endpoint() + " is under way");
    }

    /** No attempt may begin any more. */
    synchronized void stop() {
        stopped = true;
    }

    /** Waits until nothing is under way, but not longer than that. */
    synchronized void awaitNone(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            for (long left = longest.toMillis();
                    count() > 0 && left > 0;
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether any endpoint could begin an attempt now. */
    synchronized boolean hasRoom() {
        return (quickFree(clock.millis()) > 0 && weights.areFree(Room.QUICK))
                || (slow < most && weights.areFree(Room.SLOW));
    }

    /** Free places for endpoints that answer. */
    synchronized int free() {
        return quickFree(clock.millis());
    }

    /** Attempts under way. */
    synchronized int count() {
        return quick.size() + slow;
    }
}
