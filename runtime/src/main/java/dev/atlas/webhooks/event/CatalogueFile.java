package dev.atlas.webhooks.event;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One data file of the built-in catalogue: the types of events that happen to one kind of object. All of them share the
 * object's properties and its sample; each type says only what it adds or changes.
 */
record CatalogueFile(String object, List<Line> properties, ObjectNode sample, List<Entry> events) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .build();

    /** One property of the file; {@code path} has the names joined by dots. */
    record Line(String path, PropertyType type, String description, @Nullable List<String> values) {
        Property property() {
            return new Property(
                    List.of(path.split("\\.", -1)),
                    type,
                    null,
                    false,
                    description,
                    values == null ? List.of() : values);
        }
    }

    /** One event type of the file; {@code changes} is laid over the shared sample. */
    record Entry(
            String type,
            String description,
            @Nullable List<Line> properties,
            @Nullable ObjectNode changes,
            @Nullable ObjectNode previous) {}

    /** Reads {@code catalogue/<object>.json} beside this class. */
    static CatalogueFile read(String object) {
        String name = "catalogue/" + object + ".json";
        try (InputStream in = CatalogueFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the event catalogue's file " + name + " is missing");
            }
            return JSON.readValue(in, CatalogueFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the event catalogue's file " + name, e);
        }
    }

    List<EventType> types() {
        return events.stream().map(this::type).toList();
    }

    private EventType type(Entry entry) {
        List<Line> all = new ArrayList<>(properties);
        if (entry.properties != null) {
            all.addAll(entry.properties);
        }
        ObjectNode data = sample.deepCopy();
        if (entry.changes != null) {
            lay(entry.changes, data);
        }
        String previous = entry.previous == null ? null : entry.previous.toPrettyString();
        return new EventType(
                entry.type,
                entry.description,
                all.stream().map(Line::property).toList(),
                null,
                new Sample(data.toPrettyString(), previous));
    }

    private static void lay(ObjectNode changes, ObjectNode onto) {
        changes.forEachEntry((name, change) -> {
            JsonNode present = onto.get(name);
            if (change instanceof ObjectNode inner && present instanceof ObjectNode target) {
                lay(inner, target);
            } else {
                onto.set(name, change);
            }
        });
    }
}
