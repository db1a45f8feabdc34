package dev.atlas.webhooks.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kind of event that a workspace may publish.
 *
 * @param name such as {@code deal.updated}
 * @param description one sentence: what happened
 * @param properties what its {@code data} holds, in reading order
 * @param schema the JSON Schema of its {@code data}, as the workspace wrote it; null for a built-in type
 */
public record EventType(
        String name, String description, List<Property> properties, @Nullable String schema, Sample sample) {
    public EventType {
        properties = List.copyOf(properties);
    }

    /** Whether every workspace has it, and none can change it. */
    public boolean isBuiltIn() {
        return schema == null;
    }
}
