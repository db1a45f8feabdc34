package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EventTypeAdmin;
import dev.atlas.webhooks.admin.EventTypeInput;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.event.EventType;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** {@code /event-types}: the catalogue, to which a workspace adds its own types. */
@Path("/event-types")
@Produces("application/json")
public final class EventTypesResource {
    private final EventTypeAdmin eventTypes;

    EventTypesResource(EventTypeAdmin eventTypes) {
        this.eventTypes = eventTypes;
    }

    @GET
    public ListBody<EventTypeBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        Integer limit = query.number("limit", 1, SliceRequest.MAX_LIMIT);
        String after = query.text("after");
        query.end();
        // The built-in types fit into one piece, so that nobody takes the first fifty for all.
        SliceRequest request = new SliceRequest(limit == null ? SliceRequest.MAX_LIMIT : limit, after);
        return ListBody.of(eventTypes.list(Caller.of(security).workspace(), request), EventTypeBody::of);
    }

    @POST
    @Answers(value = EventTypeBody.class, status = 201)
    public Response create(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Members in = body.members();
        String name = in.requiredString("name");
        EventTypeInput input = input(in);
        in.end();
        EventType type = Required.of(eventTypes.create(Caller.of(security), name, input));
        return Response.created(uri.getAbsolutePathBuilder().path(name).build())
                .entity(EventTypeBody.of(type))
                .build();
    }

    private static EventTypeInput input(Members in) {
        return new EventTypeInput(in.string("description", ""), in.object("schema"), in.object("sample"));
    }

    @GET
    @Path("/{name}")
    public EventTypeBody get(@Context SecurityContext security, @PathParam("name") String name) {
        return EventTypeBody.of(Required.of(eventTypes.get(Caller.of(security).workspace(), name)));
    }

    @PATCH
    @Path("/{name}")
    public EventTypeBody update(@Context SecurityContext security, @PathParam("name") String name, RequestBody body) {
        Actor actor = Caller.of(security);
        Members in = body.members();
        EventTypeInput input = input(in);
        in.end();
        return EventTypeBody.of(Required.of(eventTypes.update(actor, name, input)));
    }

    @DELETE
    @Path("/{name}")
    public void delete(@Context SecurityContext security, @PathParam("name") String name) {
        Required.of(eventTypes.delete(Caller.of(security), name));
    }
}
