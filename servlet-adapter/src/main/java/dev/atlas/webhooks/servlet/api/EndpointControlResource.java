package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.TestDeliveries;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;

/** {@code /endpoints/{id}/…}: taking one endpoint out of service and back, and trying it. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class EndpointControlResource {
    private final EndpointAdmin endpoints;
    private final TestDeliveries tests;

    EndpointControlResource(EndpointAdmin endpoints, TestDeliveries tests) {
        this.endpoints = endpoints;
        this.tests = tests;
    }

    @POST
    @Path("/pause")
    public EndpointBody pause(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.optionalMembers();
        String reason = in.string("reason");
        in.end();
        Actor actor = Caller.of(security);
        return EndpointBody.of(Required.of(
                endpoints.pause(actor, PathId.endpoint(actor, id), Objects.requireNonNullElse(reason, ""))));
    }

    @POST
    @Path("/resume")
    public EndpointBody resume(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return EndpointBody.of(Required.of(endpoints.resume(actor, PathId.endpoint(actor, id))));
    }

    @POST
    @Path("/disable")
    public EndpointBody disable(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return EndpointBody.of(Required.of(endpoints.disable(actor, PathId.endpoint(actor, id))));
    }

    @POST
    @Path("/enable")
    public EndpointBody enable(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return EndpointBody.of(Required.of(endpoints.enable(actor, PathId.endpoint(actor, id))));
    }

    @POST
    @Path("/test")
    @Answers(value = DeliveryBody.class, status = 202)
    public Response test(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return Response.accepted(DeliveryBody.of(Required.of(tests.send(actor, PathId.endpoint(actor, id)))))
                .build();
    }
}
