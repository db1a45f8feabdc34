package dev.atlas.webhooks.web.catalogue;

import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The event types: by object, and each with its fields and a sample. Thread-safe. */
@Path("/event-types")
public final class EventTypePages {
    private final EventTypeAdmin catalogue;
    private final Templates templates;

    public EventTypePages(EventTypeAdmin catalogue, Templates templates) {
        this.catalogue = catalogue;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request) {
        Map<String, List<EventType>> byObject =
                catalogue.catalogue(Visit.of(request).actor().workspace()).all().stream()
                        .collect(Collectors.groupingBy(EventTypePages::object, TreeMap::new, Collectors.toList()));
        return shell -> templates.catalogueList(shell, byObject);
    }

    @GET
    @Path("{name}")
    public Page show(@Context HttpServletRequest request, @PathParam("name") String name) {
        EventType type =
                Answers.required(catalogue.get(Visit.of(request).actor().workspace(), name));
        return shell -> templates.catalogueShow(shell, type);
    }

    private static String object(EventType type) {
        return type.name().substring(0, type.name().indexOf('.'));
    }
}
