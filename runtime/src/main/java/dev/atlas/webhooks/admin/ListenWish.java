package dev.atlas.webhooks.admin;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to listen to.
 *
 * @param name of a session that may be taken up again; null for one that has none
 * @param forwardTo where the listener forwards to, for people; null when it does not say
 */
public record ListenWish(
        @Nullable String name,
        @Nullable List<String> eventTypes,
        @Nullable String filter,
        @Nullable String forwardTo) {}
