package dev.atlas.webhooks.web.event;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EventAdmin;
import dev.atlas.webhooks.admin.EventView;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;

/** The events of the workspace, searched. Thread-safe. */
@Path("/events")
public final class EventPages {
    private static final int PER_PAGE = 50;

    private final EventAdmin events;
    private final EndpointAdmin endpoints;
    private final Templates templates;
    private final InstantSource clock;

    public EventPages(EventAdmin events, EndpointAdmin endpoints, Templates templates, InstantSource clock) {
        this.endpoints = endpoints;
        this.events = events;
        this.templates = templates;
        this.clock = clock;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @Context UriInfo address) {
        Actor actor = Visit.of(request).actor();
        EventQuery query = EventQuery.of(address.getQueryParameters());
        Slice<EventView> found = query.errors().isEmpty()
                ? events.list(
                        actor.workspace(), query.search(clock.instant()), new SliceRequest(PER_PAGE, query.after()))
                : new Slice<>(List.of(), null);
        return shell -> templates.eventList(shell, query, found);
    }

    @GET
    @Path("{id}")
    public Page show(@Context HttpServletRequest request, @PathParam("id") String id) {
        Actor actor = Visit.of(request).actor();
        EventView view = Answers.required(events.get(actor.workspace(), id));
        EndpointTitles titles = EndpointTitles.of(endpoints, actor.workspace());
        return shell -> templates.eventShow(shell, new EventPage(view, titles));
    }
}
