package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.format.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One value inside an event's {@code data}.
 *
 * @param keys the names from {@code data} down; one that runs through an array names a member of its elements
 * @param elements what an array holds; null when that is not known, or there is no array
 * @param required whether every event of the type has it, not null
 * @param description one sentence for the people who write filters
 * @param values the only values it takes; empty when any will do
 */
public record Property(
        List<String> keys,
        PropertyType type,
        @Nullable PropertyType elements,
        boolean required,
        String description,
        List<String> values) {
    public Property {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
    }

    /** As filters write it: {@code deal.owner.email}. */
    public String path() {
        return Words.path(keys);
    }
}
