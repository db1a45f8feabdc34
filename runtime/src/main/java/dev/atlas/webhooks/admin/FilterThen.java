package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint wanted at some time.
 *
 * @param version null when the endpoint did not exist yet
 */
record FilterThen(EndpointId endpoint, @Nullable Integer version, List<String> eventTypes, String filter) {
    FilterThen {
        eventTypes = List.copyOf(eventTypes);
    }
}
