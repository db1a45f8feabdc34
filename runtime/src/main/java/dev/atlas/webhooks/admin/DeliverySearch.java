package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries; null means any.
 *
 * @param event an event's public id
 * @param code the status code of the last attempt's response
 * @param since created at this time or later, by the time in the delivery's id
 * @param until created before this time, likewise
 */
public record DeliverySearch(
        @Nullable EndpointId endpoint,
        @Nullable String event,
        @Nullable DeliveryStatus status,
        @Nullable Integer code,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** All deliveries. */
    public static final DeliverySearch ALL = new DeliverySearch(null, null, null, null, null, null);

    /** Whether there are conditions that no index serves; those of an event do not matter, it has few deliveries. */
    boolean isSelective() {
        return event == null && (code != null || (endpoint != null && status != null));
    }
}
