package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.AuditId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who changed what.
 *
 * @param from the network address of the request; empty when it came from inside
 * @param action such as {@code endpoint.updated}
 * @param subject the id of what was changed
 * @param before as it was, of an update only what differs; null when there was nothing
 * @param after likewise as it is now
 */
public record AuditEntry(
        AuditId id,
        Instant at,
        String actor,
        String from,
        String action,
        String subject,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after) {}
