package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.event.Property;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.RawValue;

/** {@code /event-types}: the catalogue. */
@Path("/event-types")
@Produces("application/json")
public final class EventTypesResource {
    private final EventCatalogue catalogue;

    EventTypesResource(EventCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** An event type; {@code sample} can be published as it is. */
    record EventTypeBody(String name, String description, List<PropertyBody> properties, SampleBody sample) {
        static EventTypeBody of(EventType type) {
            String previous = type.sample().previous();
            return new EventTypeBody(
                    type.name(),
                    type.description(),
                    type.properties().stream().map(PropertyBody::of).toList(),
                    new SampleBody(
                            type.name(),
                            new RawValue(type.sample().data()),
                            previous == null ? null : new RawValue(previous)));
        }
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

    @GET
    public ListBody<EventTypeBody> list() {
        return new ListBody<>(catalogue.all().stream().map(EventTypeBody::of).toList(), null);
    }

    @GET
    @Path("/{name}")
    public EventTypeBody get(@PathParam("name") String name) {
        return catalogue
                .find(name)
                .map(EventTypeBody::of)
                .orElseThrow(() -> Refusal.notFound("there is no event type '%s' in this workspace".formatted(name)));
    }
}
