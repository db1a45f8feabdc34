package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.queue.Delivery;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the log shows it.
 *
 * @param eventPublicId the event's id as its publisher and its receiver know it
 * @param nextAttemptAt null when none is planned
 * @param dead when and why it died; null when it did not
 */
public record DeliveryView(
        Delivery delivery,
        String eventPublicId,
        @Nullable Integer lastStatusCode,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        @Nullable Death dead) {
    /** A death; the reason is {@code exhausted} or {@code gone}. */
    public record Death(String reason, Instant at) {}
}
