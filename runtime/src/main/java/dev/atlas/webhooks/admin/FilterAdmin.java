package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Property;
import dev.atlas.webhooks.event.PropertyType;
import java.util.List;
import java.util.Set;

/** What the filter editor asks: checking and formatting with the workspace's event types in view. Thread-safe. */
public final class FilterAdmin {
    private final FilterLanguage language;
    private final Catalogue catalogue;

    public FilterAdmin(FilterLanguage language, EventCatalogue eventTypes) {
        this.language = language;
        this.catalogue = new Catalogue(
                eventTypes.all().stream().map(FilterAdmin::describe).toList(), List.of());
    }

    /** Diagnostics of a filter for an endpoint that wants these types (patterns). */
    public CheckReport check(String text, List<String> eventTypes) {
        return language.check(text, Set.copyOf(eventTypes), catalogue);
    }

    /** The canonical form of a filter; one that does not parse is given back as it is. */
    public String format(String text) {
        return language.format(text);
    }

    private static Catalogue.EventType describe(EventType type) {
        return new Catalogue.EventType(
                type.name(),
                type.description(),
                type.properties().stream().map(FilterAdmin::describe).toList());
    }

    private static Field describe(Property property) {
        return new Field(
                List.of(property.path().split("\\.", -1)),
                kind(property.type()),
                property.type() == PropertyType.ARRAY,
                false,
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
            case ARRAY -> FieldKind.ANY;
        };
    }
}
