package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.alert.AlertKind;
import dev.atlas.webhooks.identity.EndpointId;
import org.jspecify.annotations.Nullable;

/**
 * Which alert mails are wanted; null for any.
 *
 * @param status waiting, sent, failed or bounced
 */
public record AlertSearch(@Nullable EndpointId endpoint, @Nullable AlertKind kind, @Nullable String status) {

    /** Whether there are conditions that no index serves. */
    boolean isSelective() {
        return endpoint != null || kind != null || status != null;
    }
}
