package dev.atlas.webhooks.event;

import org.jspecify.annotations.Nullable;

/**
 * A realistic payload.
 *
 * @param data JSON text of an object
 * @param previous JSON text of the changed members' earlier values; null when the type has none
 */
public record Sample(String data, @Nullable String previous) {}
