package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** {@code /endpoints/{id}}: read, change, remove. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class EndpointResource {
    private final EndpointAdmin endpoints;

    EndpointResource(EndpointAdmin endpoints) {
        this.endpoints = endpoints;
    }

    @GET
    public EndpointBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return EndpointBody.of(Required.of(endpoints.get(PathId.endpoint(Caller.of(security), id))));
    }

    @PATCH
    public EndpointBody update(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Actor actor = Caller.of(security);
        EndpointId endpoint = PathId.endpoint(actor, id);
        EndpointWish wish = EndpointWish.read(body);
        EndpointView view = Required.of(endpoints.update(actor, endpoint, wish.input()));
        return EndpointBody.of(wish.toStatus(endpoints, actor, view));
    }

    @DELETE
    public void delete(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        Required.of(endpoints.delete(actor, PathId.endpoint(actor, id)));
    }
}
