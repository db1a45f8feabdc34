package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert mail as people see it in the log.
 *
 * @param status waiting, sent, failed or bounced
 * @param error what the mail server said at the last try, or the one that returned it; null when it was taken
 * @param nextAttemptAt null when it is not tried again
 * @param bounced null when it was not returned, or nobody looks
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
        @Nullable Instant sentAt,
        @Nullable Bounced bounced) {

    /**
     * That it was returned.
     *
     * @param at when that was read
     * @param code see {@link Bounce#code}
     * @param recipient see {@link Bounce#recipient}
     * @param server see {@link Bounce#server}
     */
    public record Bounced(Instant at, @Nullable String code, @Nullable String recipient, @Nullable String server) {}
}
