package dev.atlas.webhooks.admin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote about a new API key.
 *
 * @param scopes words of {@link Scope}; null for publish, read and manage
 * @param rateLimit requests a second on each node; null for the server's limit
 * @param expiresAt null for never
 */
public record ApiKeyInput(
        String name, @Nullable List<String> scopes, @Nullable Integer rateLimit, @Nullable Instant expiresAt) {}
