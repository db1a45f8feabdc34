package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/**
 * An event type.
 *
 * @param builtIn whether every workspace has it, and none can change it
 * @param schema the JSON Schema of {@code data}, only of a workspace's own type
 * @param sample can be published as it is
 */
record EventTypeBody(
        String name,
        String description,
        boolean builtIn,
        List<PropertyBody> properties,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RawValue schema,
        SampleBody sample) {
    static EventTypeBody of(EventType type) {
        String previous = type.sample().previous();
        return new EventTypeBody(
                type.name(),
                type.description(),
                type.isBuiltIn(),
                type.properties().stream().map(PropertyBody::of).toList(),
                type.schema() == null ? null : new RawValue(type.schema()),
                new SampleBody(
                        type.name(),
                        new RawValue(type.sample().data()),
                        previous == null ? null : new RawValue(previous)));
    }

    /** A property; {@code values} are the only ones it takes, empty when any will do. */
    record PropertyBody(String path, String type, String description, List<String> values) {
        static PropertyBody of(Property property) {
            return new PropertyBody(property.path(), property.type().word(), property.description(), property.values());
        }
    }

    /** An event in its ingested form. */
    record SampleBody(
            String type, RawValue data, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RawValue previous) {}
}
