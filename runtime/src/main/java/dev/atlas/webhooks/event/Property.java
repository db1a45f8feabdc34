package dev.atlas.webhooks.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value inside an event's {@code data}.
 *
 * @param path as filters write it, from the first member of {@code data}: {@code deal.owner.email}; a path that runs
 *     through an array names a member of its elements
 * @param description one sentence for the people who write filters
 * @param values the only values it takes; empty when any will do
 */
public record Property(String path, PropertyType type, String description, List<String> values) {
    public Property(String path, PropertyType type, String description, @Nullable List<String> values) {
        this.path = path;
        this.type = type;
        this.description = description;
        this.values = values == null ? List.of() : List.copyOf(values);
    }
}
