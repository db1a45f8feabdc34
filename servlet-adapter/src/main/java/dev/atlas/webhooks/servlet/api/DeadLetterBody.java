package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.DeadLetter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the API shows it.
 *
 * @param id of the delivery
 * @param reason {@code exhausted} or {@code gone}
 * @param cause the status and the shape of the last response, or the kind of failure
 */
record DeadLetterBody(
        String id,
        String endpoint,
        String event,
        String eventType,
        long sequence,
        int attemptCount,
        @Nullable Integer statusCode,
        String reason,
        String cause,
        Instant diedAt,
        long daysLeft) {
    static DeadLetterBody of(DeadLetter letter) {
        return new DeadLetterBody(
                letter.id().toString(),
                letter.endpoint().toString(),
                letter.event(),
                letter.eventType(),
                letter.sequence(),
                letter.attempts(),
                letter.statusCode(),
                letter.reason(),
                letter.cause(),
                letter.diedAt(),
                letter.daysLeft());
    }
}
