package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that nobody took.
 *
 * @param event the number's shown form; a publisher's own id is in the delivery
 * @param daysLeft for how many days more it can be replayed
 */
public record DeadLetter(
        DeliveryId id,
        EndpointId endpoint,
        String event,
        String eventType,
        long sequence,
        int attempts,
        @Nullable Integer statusCode,
        String reason,
        String cause,
        Instant diedAt,
        long daysLeft) {}
