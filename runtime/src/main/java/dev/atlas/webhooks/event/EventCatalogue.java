package dev.atlas.webhooks.event;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The event types a workspace may publish. Immutable. */
public final class EventCatalogue {
    private static final List<String> OBJECTS = List.of(
            "activity",
            "campaign",
            "company",
            "contact",
            "deal",
            "delivery",
            "endpoint",
            "invoice",
            "meeting",
            "note",
            "product",
            "quote",
            "subscription",
            "task",
            "ticket",
            "user");

    private final Map<String, EventType> types;

    /** The catalogue of these types; of two with the same name the later counts. */
    public EventCatalogue(Collection<EventType> types) {
        Map<String, EventType> byName = new TreeMap<>();
        types.forEach(type -> byName.put(type.name(), type));
        this.types = Collections.unmodifiableMap(byName);
    }

    /** The types that every workspace has. Reads resources: build it once. */
    public static EventCatalogue builtIn() {
        return new EventCatalogue(OBJECTS.stream()
                .flatMap(object -> CatalogueFile.read(object).types().stream())
                .toList());
    }

    /** The same with a workspace's own types. */
    public EventCatalogue with(Collection<EventType> own) {
        return own.isEmpty()
                ? this
                : new EventCatalogue(
                        Stream.concat(types.values().stream(), own.stream()).toList());
    }

    /** The type of this name. */
    public Optional<EventType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** All types in alphabetical order. */
    public Collection<EventType> all() {
        return types.values();
    }
}
