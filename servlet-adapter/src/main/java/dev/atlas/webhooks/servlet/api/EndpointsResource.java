package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.IdempotentRequest;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /endpoints}: list and create. */
@Path("/endpoints")
@Produces("application/json")
public final class EndpointsResource {
    private final EndpointAdmin endpoints;

    EndpointsResource(EndpointAdmin endpoints) {
        this.endpoints = endpoints;
    }

    @GET
    public EndpointListBody list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        SliceRequest request = ListBody.request(query, EndpointId::parse);
        query.end();
        return EndpointListBody.of(endpoints.list(Caller.of(security).workspace(), request));
    }

    @POST
    @Answers(value = EndpointBody.class, status = 201)
    public Response create(
            @Context SecurityContext security,
            @Context UriInfo uri,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            RequestBody body) {
        IdempotencyKey.check(key);
        EndpointWish wish = EndpointWish.read(body);
        CreatedEndpoint created = Required.of(endpoints.create(
                Caller.of(security),
                wish.input(),
                Objects.requireNonNullElse(wish.status(), EndpointStatus.ACTIVE),
                key == null ? null : IdempotentRequest.of(key, body.text())));
        EndpointView view = created.view();
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(view.endpoint().id().toString())
                        .build())
                .entity(EndpointBody.of(view, created.secret()))
                .tag(EndpointTags.of(view))
                .build();
    }
}
