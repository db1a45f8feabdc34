package dev.atlas.webhooks.web.catalogue;

import dev.atlas.webhooks.event.EventCatalogue;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The event types: by object, and each with its fields and a sample. Thread-safe. */
@Path("/event-types")
public final class EventTypePages {
    private final EventCatalogue catalogue;
    private final Templates templates;

    public EventTypePages(EventCatalogue catalogue, Templates templates) {
        this.catalogue = catalogue;
        this.templates = templates;
    }

    @GET
    public Page list() {
        Map<String, List<EventType>> byObject = catalogue.all().stream()
                .collect(Collectors.groupingBy(EventTypePages::object, TreeMap::new, Collectors.toList()));
        return shell -> templates.catalogueList(shell, byObject);
    }

    @GET
    @Path("{name}")
    public Page show(@PathParam("name") String name) {
        EventType type = catalogue.find(name).orElseThrow(() -> new NotFoundException("event type " + name));
        return shell -> templates.catalogueShow(shell, type);
    }

    private static String object(EventType type) {
        return type.name().substring(0, type.name().indexOf('.'));
    }
}
