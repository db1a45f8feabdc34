package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import java.util.List;

/** The event types as the filter language sees them. */
public final class FilterCatalogue {
    private FilterCatalogue() {}

    /** The same types, with the fields that filters may name. */
    public static Catalogue of(EventCatalogue eventTypes) {
        return new Catalogue(
                eventTypes.all().stream().map(FilterCatalogue::describe).toList(), List.of());
    }

    private static Catalogue.EventType describe(EventType type) {
        return new Catalogue.EventType(
                type.name(),
                type.description(),
                type.properties().stream().map(FilterCatalogue::describe).toList());
    }

    private static Field describe(Property property) {
        boolean repeated = property.type() == PropertyType.ARRAY;
        PropertyType elements = property.elements() == null ? PropertyType.ANY : property.elements();
        return new Field(
                property.keys(),
                kind(repeated ? elements : property.type()),
                repeated,
                property.required(),
                property.description(),
                property.values(),
                !property.values().isEmpty());
    }

    private static FieldKind kind(PropertyType type) {
        return switch (type) {
            case STRING -> FieldKind.TEXT;
            case NUMBER -> FieldKind.NUMBER;
            case BOOLEAN -> FieldKind.BOOLEAN;
            case TIME -> FieldKind.TIME;
            case OBJECT -> FieldKind.OBJECT;
            case ARRAY, ANY -> FieldKind.ANY;
        };
    }
}
