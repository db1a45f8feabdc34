package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert mail as people see it in the log.
 *
 * @param status waiting, sent or failed
 * @param error what the mail server said at the last try; null when it took the mail
 * @param nextAttemptAt null when it is not tried again
 */
public record SentAlert(
        AlertId id,
        EndpointId endpoint,
        AlertKind kind,
        String recipient,
        String status,
        int attempts,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant sentAt) {}
