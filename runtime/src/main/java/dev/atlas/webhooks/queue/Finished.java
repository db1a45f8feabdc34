package dev.atlas.webhooks.queue;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that needs no more work, as the log keeps it.
 *
 * @param delivery delivered, dead or cancelled
 * @param statusCode of the last attempt's response; null when there was none
 * @param death null when it is not dead
 */
public record Finished(Delivery delivery, @Nullable Integer statusCode, Instant at, @Nullable Death death) {

    /** The state that a word of the log stands for; of what has a word that nobody knows only that it is over is certain. */
    public static DeliveryStatus status(String word) {
        return DeliveryStatus.of(word).orElse(DeliveryStatus.CANCELLED);
    }

    /**
     * Why a delivery is dead.
     *
     * @param reason {@code exhausted} or {@code gone}
     * @param cause what the last attempt failed of, the same for like failures
     */
    public record Death(String reason, String cause) {}
}
