package dev.atlas.webhooks.admin;

import java.time.Instant;
import java.util.List;

/**
 * What an endpoint wanted, from one change to the next.
 *
 * @param version 1, 2, 3 …; the greatest is in use
 * @param createdBy who changed it
 */
public record FilterVersion(int version, List<String> eventTypes, String filter, String createdBy, Instant createdAt) {
    public FilterVersion {
        eventTypes = List.copyOf(eventTypes);
    }
}
