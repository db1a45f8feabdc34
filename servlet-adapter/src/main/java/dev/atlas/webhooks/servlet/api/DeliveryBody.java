package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.admin.DeliveryDetail;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.queue.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param event the event's id as its publisher knows it
 * @param filterVersion the version of the endpoint's filter that admitted the event
 * @param replay the replay that asked for it, if one did
 * @param attempts only when one delivery is read
 */
record DeliveryBody(
        String id,
        String endpoint,
        String event,
        String eventType,
        long sequence,
        int filterVersion,
        String status,
        int attemptCount,
        @Nullable Integer lastStatusCode,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable Instant deliveredAt,
        @Nullable Death dead,
        @Nullable String replay,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<AttemptBody> attempts) {

    /** When it was given up, and why: {@code exhausted} or {@code gone}. */
    record Death(String reason, Instant at) {}

    static DeliveryBody of(DeliveryView view) {
        return of(view, null);
    }

    static DeliveryBody of(DeliveryDetail detail) {
        return of(
                detail.view(),
                detail.attempts().stream()
                        .map(attempt -> AttemptBody.of(attempt, detail.requestBody()))
                        .toList());
    }

    private static DeliveryBody of(DeliveryView view, @Nullable List<AttemptBody> attempts) {
        Delivery delivery = view.delivery();
        DeliveryView.Death dead = view.dead();
        Long replay = delivery.replayId();
        return new DeliveryBody(
                delivery.id().toString(),
                delivery.endpoint().toString(),
                view.eventPublicId(),
                delivery.eventType(),
                delivery.sequence(),
                delivery.filterVersion(),
                delivery.status().word(),
                delivery.schedule().attempts(),
                view.lastStatusCode(),
                view.nextAttemptAt(),
                delivery.createdAt(),
                view.deliveredAt(),
                dead == null ? null : new Death(dead.reason(), dead.at()),
                replay == null ? null : new ReplayId(delivery.id().workspace(), replay).toString(),
                attempts);
    }
}
