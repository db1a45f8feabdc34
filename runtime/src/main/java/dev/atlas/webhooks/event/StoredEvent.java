package dev.atlas.webhooks.event;

import dev.atlas.webhooks.identity.EventId;
import java.time.Instant;

/** An event that was accepted, numbered by the server. */
public record StoredEvent(EventId id, Instant acceptedAt, NewEvent event) {
    /** The id that publishers and receivers see: the publisher's own if it gave one. */
    public String publicId() {
        String externalId = event.externalId();
        return externalId == null ? id.toString() : externalId;
    }
}
