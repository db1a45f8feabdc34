package dev.atlas.webhooks.dsl;

import java.util.List;
import java.util.Optional;

/**
 * What is known about the events of a workspace: declared by its event types, or seen in recent events.
 *
 * @param types the event types; an empty list means that nothing is known, so nothing is called unknown
 * @param tags  tags seen, most frequent first
 */
public record Catalogue(List<EventType> types, List<String> tags) {

    /** Knows nothing. */
    public static final Catalogue EMPTY = new Catalogue(List.of(), List.of());

    public Catalogue {
        types = List.copyOf(types);
        tags = List.copyOf(tags);
    }

    /** One event type, such as {@code deal.created}, with the fields of its {@code data}. */
    public record EventType(String name, String description, List<Field> fields) {
        public EventType {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One field.
     *
     * @param path     the keys from {@code data} down; arrays on the way add no key
     * @param kind     the type of its values; of its elements when {@code repeated}
     * @param repeated whether the field is an array
     * @param required whether each event of the type carries it, not null
     * @param values   the allowed values of an enumeration, else values often seen
     * @param closed   whether {@code values} are all that may occur
     */
    public record Field(
            List<String> path,
            FieldKind kind,
            boolean repeated,
            boolean required,
            String description,
            List<String> values,
            boolean closed) {
        public Field {
            path = List.copyOf(path);
            values = List.copyOf(values);
        }

        /** A plain field: one value, not required, nothing known about its values. */
        public static Field of(List<String> path, FieldKind kind, String description) {
            return new Field(path, kind, false, false, description, List.of(), false);
        }
    }

    /** The type of a field's values. */
    public enum FieldKind {
        NUMBER,
        TEXT,
        BOOLEAN,
        /** An instant: ISO-8601 text, or Unix seconds. */
        TIME,
        OBJECT,
        /** Not known, or more than one. */
        ANY
    }

    /** The type of that name. */
    public Optional<EventType> type(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** Whether some event type declares the field at these keys as an instant. */
    public boolean isTime(List<String> path) {
        return types.stream()
                .flatMap(type -> type.fields().stream())
                .anyMatch(
                        field -> field.kind() == FieldKind.TIME && field.path().equals(path));
    }
}
