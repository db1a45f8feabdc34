package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.pipeline.InFlight.Answer;
import java.util.ArrayList;
import java.util.List;

/** The places that one transaction takes. Closed without {@link #keep}, it gives them all back. */
final class Places implements AutoCloseable {
    private final InFlight inFlight;
    private final Backlog backlog;
    private final List<Place> taken = new ArrayList<>();

    Places(InFlight inFlight, Backlog backlog) {
        this.inFlight = inFlight;
        this.backlog = backlog;
    }

    /** Takes a place for one attempt now; see the answer's {@code place}. */
    Answer take(Endpoint endpoint) {
        Answer answer = inFlight.take(
                endpoint.id(), endpoint.spec().rateLimit(), endpoint.spec().serialize());
        Place place = answer.place();
        if (place != null) {
            taken.add(place);
        }
        return answer;
    }

    /** Lets the attempt at a place have memory for that many bytes; without it the place is given back, and the answer false. */
    boolean weigh(Place place, int bytes) {
        if (inFlight.weigh(place, bytes)) {
            return true;
        }
        giveBack(place);
        return false;
    }

    /** How many more attempts the endpoint could begin now. */
    int room(Endpoint endpoint) {
        return inFlight.room(endpoint.id(), endpoint.spec().rateLimit());
    }

    /** The transaction begins, perhaps once more. */
    void begin() {
        taken.forEach(this::release);
        taken.clear();
    }

    /** The transaction was committed. */
    void keep() {
        taken.clear();
    }

    /** Gives one back. */
    void giveBack(Place place) {
        taken.remove(place);
        release(place);
    }

    private void release(Place place) {
        inFlight.release(place, null);
        backlog.released(List.of(place.endpoint()));
    }

    /** Gives those of one workspace's endpoints back. */
    void giveBack(WorkspaceId workspace) {
        List.copyOf(taken).stream()
                .filter(place -> place.endpoint().workspace().equals(workspace))
                .forEach(this::giveBack);
    }

    @Override
    public void close() {
        begin();
    }
}
