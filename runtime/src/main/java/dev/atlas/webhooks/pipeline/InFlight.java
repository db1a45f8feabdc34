package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The places for attempts under way on this node. What finds no place stays in the queue. Thread-safe.
 *
 * <p>Endpoints that hang must not use up the places of those that answer. So there are two rooms of equal size: attempts to
 * endpoints that keep failing, and attempts that have been under way for a second, stand in the slow one. And an endpoint
 * that keeps failing gets fewer places at once, down to a few; each success doubles them again.
 */
final class InFlight {
    private static final long SLOW_MILLIS = 1_000;
    private static final int FAILURES_OF_THE_SLOW = 3;
    private static final int MOST_HALVINGS = 10;

    /** So many places the worst endpoint has all the same, or its retries would come late. */
    private static final int FEWEST_PER_ENDPOINT = 2;

    private final int most;
    private final int mostPerEndpoint;
    private final Pace pace;
    private final InstantSource clock;
    private final Map<EndpointId, Lane> lanes = new HashMap<>();
    private final LinkedHashSet<Place> quick = new LinkedHashSet<>();
    private int slow;
    private boolean stopped;

    /** What is known of an endpoint here. */
    private static final class Lane {
        int underWay;
        int failures;
    }

    /**
     * What became of a wish for a place.
     *
     * @param place null when there is none
     * @param nodeIsFull whether that is because of other endpoints' attempts, so that the delivery may stay where it is
     */
    record Answer(@Nullable Place place, boolean nodeIsFull) {
        private static final Answer NODE_IS_FULL = new Answer(null, true);
        private static final Answer ENDPOINT_IS_FULL = new Answer(null, false);
    }

    InFlight(int most, int mostPerEndpoint, Pace pace, InstantSource clock) {
        this.most = most;
        this.mostPerEndpoint = mostPerEndpoint;
        this.pace = pace;
        this.clock = clock;
    }

    /** The places of one transaction. */
    Places places() {
        return new Places(this);
    }

    /** Takes a place for one attempt now, if there is one and the endpoint's rate allows it. */
    synchronized Answer take(EndpointId endpoint, @Nullable Integer perSecond) {
        if (stopped) {
            return Answer.NODE_IS_FULL;
        }
        Lane lane = lanes.computeIfAbsent(endpoint, id -> new Lane());
        boolean isSlow = isSlow(lane);
        if (lane.underWay >= limit(lane) || (isSlow && slow >= most)) {
            return Answer.ENDPOINT_IS_FULL;
        }
        long now = clock.millis();
        if (!isSlow && quickFree(now) <= 0) {
            return Answer.NODE_IS_FULL;
        }
        if (!pace.take(endpoint, perSecond)) {
            return Answer.ENDPOINT_IS_FULL;
        }
        Place place = new Place(endpoint, now, isSlow);
        lane.underWay++;
        if (isSlow) {
            slow++;
        } else {
            quick.add(place);
        }
        return new Answer(place, false);
    }

    private static boolean isSlow(Lane lane) {
        return lane.failures >= FAILURES_OF_THE_SLOW;
    }

    private int limit(Lane lane) {
        int fewest = Math.min(FEWEST_PER_ENDPOINT, mostPerEndpoint);
        return Math.max(fewest, mostPerEndpoint >> lane.failures);
    }

    /** Free places in the quick room, after those who have stood there for long have been moved over. */
    private int quickFree(long now) {
        Iterator<Place> oldest = quick.iterator();
        while (slow < most && oldest.hasNext()) {
            Place place = oldest.next();
            if (now - place.since() < SLOW_MILLIS) {
                break;
            }
            place.becomeSlow();
            oldest.remove();
            slow++;
        }
        return most - quick.size();
    }

    /** How many attempts the endpoint could begin now. */
    synchronized int room(EndpointId endpoint, @Nullable Integer perSecond) {
        Lane lane = lanes.get(endpoint);
        int own = lane == null ? mostPerEndpoint : limit(lane) - lane.underWay;
        int all = lane != null && isSlow(lane) ? most - slow : quickFree(clock.millis());
        return Math.max(0, Math.min(Math.min(own, all), pace.available(endpoint, perSecond)));
    }

    /** Gives a place back; {@code succeeded} is null when the attempt says nothing about the endpoint. */
    synchronized void release(Place place, @Nullable Boolean succeeded) {
        Lane lane = lanes.get(place.endpoint());
        if (lane == null || (place.isSlow() ? slow <= 0 : !quick.remove(place))) {
            throw new IllegalStateException("no attempt to " + place.endpoint() + " is under way");
        }
        if (place.isSlow()) {
            slow--;
        }
        lane.underWay--;
        if (succeeded != null) {
            lane.failures = succeeded ? lane.failures / 2 : Math.min(MOST_HALVINGS, lane.failures + 1);
        }
        if (lane.underWay == 0 && lane.failures == 0) {
            lanes.remove(place.endpoint());
        }
        notifyAll();
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
        return quickFree(clock.millis()) > 0 || slow < most;
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
