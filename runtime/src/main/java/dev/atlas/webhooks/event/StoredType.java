package dev.atlas.webhooks.event;

import org.jspecify.annotations.Nullable;

/**
 * A workspace's own event type, as it could be read.
 *
 * @param damaged the column that cannot be read, for which the type takes any data; null when all can be
 */
public record StoredType(EventType type, @Nullable String damaged) {}
