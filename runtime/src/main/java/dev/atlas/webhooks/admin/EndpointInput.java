package dev.atlas.webhooks.admin;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote about an endpoint; null means not given: the default on creation, unchanged on an update.
 *
 * @param ownerEmail empty for none
 * @param headers a value of {@link EndpointRules#MASK} keeps the header's present value
 * @param rateLimit attempts a second on each node; 0 for no limit
 */
public record EndpointInput(
        @Nullable String url,
        @Nullable String description,
        @Nullable String ownerEmail,
        @Nullable List<String> eventTypes,
        @Nullable String filter,
        @Nullable Boolean serialize,
        @Nullable String signature,
        @Nullable Map<String, String> headers,
        @Nullable Integer rateLimit,
        @Nullable Integer timeoutMs) {}
