package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.alert.SentAlert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert mail as the API shows it.
 *
 * @param error what the mail server said at the last try
 */
record AlertBody(
        String id,
        String endpoint,
        String kind,
        String recipient,
        String status,
        int attemptCount,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt) {

    static AlertBody of(SentAlert alert) {
        return new AlertBody(
                alert.id().toString(),
                alert.endpoint().toString(),
                alert.kind().word(),
                alert.recipient(),
                alert.status(),
                alert.attempts(),
                alert.error(),
                alert.createdAt(),
                alert.nextAttemptAt(),
                alert.sentAt());
    }
}
