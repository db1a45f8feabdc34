package dev.atlas.webhooks.admin;

import org.jspecify.annotations.Nullable;

/**
 * What somebody wants an event type to be; null leaves a member as it is, or as usual in a new one.
 *
 * @param schema JSON text of an object: a JSON Schema of {@code data}
 * @param sample JSON text of an object with {@code data} and maybe {@code previous}
 */
public record EventTypeInput(@Nullable String description, @Nullable String schema, @Nullable String sample) {}
