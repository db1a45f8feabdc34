package dev.atlas.webhooks.web.palette;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.page.Section;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Everything that the command palette can go to; the palette itself picks by what is typed. Thread-safe. */
@Path("/ui/palette")
public final class PaletteEntries {
    private final EndpointAdmin endpoints;
    private final EventTypeAdmin eventTypes;
    private final JsonMapper json = new JsonMapper();

    public PaletteEntries(EndpointAdmin endpoints, EventTypeAdmin eventTypes) {
        this.endpoints = endpoints;
        this.eventTypes = eventTypes;
    }

    /** One line of the palette; {@code path} begins at the WAR's root. */
    record Entry(String title, String hint, String path) {
        private static Entry of(Section section) {
            return new Entry(section.title(), "Go to", section.path());
        }

        private static Entry action(String title, String path) {
            return new Entry(title, "Do", path);
        }
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String entries(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Actor actor = visit.actor();
        List<Entry> entries = new ArrayList<>();
        boolean administers = visit.visitor().mayAdminister();
        Stream.of(Section.values())
                .filter(section -> section.shownTo(administers))
                .map(Entry::of)
                .forEach(entries::add);
        if (visit.visitor().mayChange()) {
            entries.add(Entry.action("New endpoint", "/endpoints/new"));
            entries.add(Entry.action("New replay", "/replays/new"));
            entries.add(Entry.action("New event type", "/event-types/new"));
        }
        if (administers) {
            entries.add(Entry.action("Invite a member", "/members"));
            entries.add(Entry.action("New API key", "/api-keys"));
        }
        EndpointTitles.of(endpoints, actor.workspace()).all().forEach((id, title) -> {
            entries.add(new Entry(title, "Endpoint", "/endpoints/" + id));
            entries.add(new Entry("Deliveries to " + title, "Deliveries", "/deliveries?endpoint=" + id));
        });
        eventTypes
                .catalogue(actor.workspace())
                .all()
                .forEach(type -> entries.add(new Entry(type.name(), "Event type", "/event-types/" + type.name())));
        return json.writeValueAsString(entries);
    }
}
