package dev.atlas.webhooks.event;

import dev.atlas.webhooks.identity.EventId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that was accepted, numbered by the server.
 *
 * @param trace the place in a trace that it was published at; null when its publisher gave none
 */
public record StoredEvent(EventId id, Instant acceptedAt, NewEvent event, @Nullable TraceParent trace) {
    /** One without a trace. */
    public StoredEvent(EventId id, Instant acceptedAt, NewEvent event) {
        this(id, acceptedAt, event, null);
    }

    /** The id that publishers and receivers see: the publisher's own if it gave one. */
    public String publicId() {
        String externalId = event.externalId();
        return externalId == null ? id.toString() : externalId;
    }

    /** How much its data are. */
    public int characters() {
        return event.data().length()
                + (event.previous() == null ? 0 : event.previous().length());
    }

    /** The same without what it was published for, for those who ask only which event it is: data may be large. */
    public StoredEvent withoutData() {
        return new StoredEvent(
                id,
                acceptedAt,
                new NewEvent(event.externalId(), event.type(), event.created(), List.of(), "{}", null),
                trace);
    }
}
