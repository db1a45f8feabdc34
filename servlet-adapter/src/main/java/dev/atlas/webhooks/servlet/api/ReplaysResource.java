package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.ReplayAdmin;
import dev.atlas.webhooks.admin.ReplayInput;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;

/** {@code /replays}: bulk redelivery. */
@Path("/replays")
@Produces("application/json")
public final class ReplaysResource {
    private final ReplayAdmin replays;

    ReplaysResource(ReplayAdmin replays) {
        this.replays = replays;
    }

    @GET
    public ReplayListBody list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        SliceRequest request = ListBody.request(query, ReplayId::parse);
        query.end();
        return ReplayListBody.of(replays.list(Caller.of(security).workspace(), request));
    }

    @POST
    @Answers(value = ReplayBody.class, status = 202)
    public Response create(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Actor actor = Caller.of(security);
        ReplayWish wish = ReplayWish.read(actor, body);
        ReplayInput input = wish.input();
        if (wish.dryRun()) {
            return Response.ok(ReplayPreviewBody.of(Required.of(replays.preview(actor.workspace(), input))))
                    .build();
        }
        ReplayBody started = ReplayBody.of(Required.of(replays.start(actor, input)));
        return Response.accepted(started)
                .location(uri.getAbsolutePathBuilder().path(started.id()).build())
                .build();
    }

    @GET
    @Path("/{id}")
    public ReplayBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return ReplayBody.of(Required.of(replays.get(PathId.replay(Caller.of(security), id))));
    }

    @POST
    @Path("/{id}/pause")
    public ReplayBody pause(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return ReplayBody.of(Required.of(replays.pause(actor, PathId.replay(actor, id))));
    }

    @POST
    @Path("/{id}/resume")
    public ReplayBody resume(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return ReplayBody.of(Required.of(replays.resume(actor, PathId.replay(actor, id))));
    }

    @POST
    @Path("/{id}/cancel")
    public ReplayBody cancel(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return ReplayBody.of(Required.of(replays.cancel(actor, PathId.replay(actor, id))));
    }
}
