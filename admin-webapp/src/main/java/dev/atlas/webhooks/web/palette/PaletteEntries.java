package dev.atlas.webhooks.web.palette;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.web.endpoint.EndpointPage;
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
import tools.jackson.databind.json.JsonMapper;

/** Everything that the command palette can go to; the palette itself picks by what is typed. Thread-safe. */
@Path("/ui/palette")
public final class PaletteEntries {
    private final EndpointAdmin endpoints;
    private final JsonMapper json = new JsonMapper();

    public PaletteEntries(EndpointAdmin endpoints) {
        this.endpoints = endpoints;
    }

    /** One line of the palette; {@code path} begins at the WAR's root. */
    record Entry(String title, String hint, String path) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public String entries(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        Actor actor = visit.actor();
        List<Entry> entries = new ArrayList<>();
        for (Section section : Section.values()) {
            if (section.shownTo(visit.visitor().mayAdminister())) {
                entries.add(new Entry(section.title(), "Go to", section.path()));
            }
        }
        if (visit.visitor().mayChange()) {
            entries.add(new Entry("New endpoint", "Do", "/endpoints/new"));
            entries.add(new Entry("New replay", "Do", "/replays/new"));
            entries.add(new Entry("New event type", "Do", "/event-types/new"));
        }
        for (EndpointView view : endpoints
                .list(actor.workspace(), new SliceRequest(SliceRequest.MAX_LIMIT, null))
                .items()) {
            String path = "/endpoints/" + view.endpoint().id();
            entries.add(new Entry(EndpointPage.title(view.endpoint()), "Endpoint", path));
            entries.add(new Entry(
                    "Deliveries to " + EndpointPage.title(view.endpoint()),
                    "Deliveries",
                    "/deliveries?endpoint=" + view.endpoint().id()));
        }
        return json.writeValueAsString(entries);
    }
}
