package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.attempt.AttemptRecord;
import java.util.List;

/**
 * A delivery with everything that happened to it.
 *
 * @param requestBody what is sent, the same on every attempt
 */
public record DeliveryDetail(DeliveryView view, String requestBody, List<AttemptRecord> attempts) {
    public DeliveryDetail {
        attempts = List.copyOf(attempts);
    }
}
