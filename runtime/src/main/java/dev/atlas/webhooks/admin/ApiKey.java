package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.ApiKeyId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it is shown; the key itself is not stored.
 *
 * @param hint its last characters, to tell keys apart
 * @param rateLimit requests a second on each node; null for the server's limit
 * @param lastUsedAt to the minute; null when it never was
 * @param expiresAt null for never
 */
public record ApiKey(
        ApiKeyId id,
        String name,
        String hint,
        Set<Scope> scopes,
        @Nullable Integer rateLimit,
        String createdBy,
        Instant createdAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant expiresAt) {
    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    /** The program that holds the key. */
    public Actor actor() {
        return new Actor(id.workspace(), "API key " + name, Scope.role(scopes));
    }
}
