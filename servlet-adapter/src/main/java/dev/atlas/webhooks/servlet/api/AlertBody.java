package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.alert.SentAlert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert mail as the API shows it.
 *
 * @param error what the mail server said at the last try, or the one that returned it
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
        @Nullable Instant sentAt,
        @Nullable Bounce bounced) {

    /** That it was returned, as the server told that did: when that was read, and for whom. */
    record Bounce(Instant at, @Nullable String code, @Nullable String recipient, @Nullable String server) {
        static @Nullable Bounce of(SentAlert.@Nullable Bounced bounced) {
            return bounced == null
                    ? null
                    : new Bounce(bounced.at(), bounced.code(), bounced.recipient(), bounced.server());
        }
    }

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
                alert.sentAt(),
                Bounce.of(alert.bounced()));
    }
}
