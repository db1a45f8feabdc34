package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** {@code /endpoints/{id}}: read, change, remove. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class EndpointResource {
    private final EndpointAdmin endpoints;

    EndpointResource(EndpointAdmin endpoints) {
        this.endpoints = endpoints;
    }

    @GET
    @Answers(EndpointBody.class)
    public Response get(@Context SecurityContext security, @PathParam("id") String id) {
        return answer(Required.of(endpoints.get(PathId.endpoint(Caller.of(security), id))));
    }

    @PATCH
    @Answers(EndpointBody.class)
    public Response update(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            RequestBody body) {
        Actor actor = Caller.of(security);
        EndpointId endpoint = PathId.endpoint(actor, id);
        EndpointWish wish = EndpointWish.read(body);
        return answer(Required.of(endpoints.update(actor, endpoint, wish.edit(EndpointTags.expected(ifMatch)))));
    }

    @DELETE
    public void delete(
            @Context SecurityContext security,
            @PathParam("id") String id,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        Actor actor = Caller.of(security);
        Required.of(endpoints.delete(actor, PathId.endpoint(actor, id), EndpointTags.expected(ifMatch)));
    }

    private static Response answer(EndpointView view) {
        return Response.ok(EndpointBody.of(view)).tag(EndpointTags.of(view)).build();
    }
}
