package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.CreatedEndpoint;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointInput;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.endpoint.EndpointStatus;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /endpoints}: create, read, change, remove. */
@Path("/endpoints")
@Produces("application/json")
public final class EndpointsResource {
    private static final Map<String, EndpointStatus> STATUSES = Map.of(
            "active", EndpointStatus.ACTIVE, "paused", EndpointStatus.PAUSED, "disabled", EndpointStatus.DISABLED);

    private final EndpointAdmin endpoints;

    EndpointsResource(EndpointAdmin endpoints) {
        this.endpoints = endpoints;
    }

    /** What somebody wrote about an endpoint; {@code status} is null when not given. */
    private record Wish(EndpointInput input, @Nullable EndpointStatus status) {
        static Wish read(RequestBody body) {
            Members in = body.members();
            Wish wish = new Wish(
                    new EndpointInput(
                            in.string("url"),
                            in.string("description"),
                            in.string("owner_email", ""),
                            in.strings("event_types"),
                            in.string("filter"),
                            in.flag("serialize"),
                            in.string("signature"),
                            in.stringMap("headers"),
                            in.integer("rate_limit", 0),
                            in.integer("timeout_ms")),
                    status(in));
            in.end();
            return wish;
        }

        private static @Nullable EndpointStatus status(Members in) {
            String word = in.string("status");
            if (word != null && !STATUSES.containsKey(word)) {
                in.problem("/status", "must be \"active\", \"paused\" or \"disabled\"");
            }
            return word == null ? null : STATUSES.get(word);
        }
    }

    @GET
    public ListBody<EndpointBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        SliceRequest request = ListBody.request(query, EndpointId::parse);
        query.end();
        return ListBody.of(endpoints.list(Caller.of(security).workspace(), request), EndpointBody::of);
    }

    @POST
    public Response create(@Context SecurityContext security, @Context UriInfo uri, RequestBody body) {
        Actor actor = Caller.of(security);
        Wish wish = Wish.read(body);
        CreatedEndpoint created = Required.of(endpoints.create(actor, wish.input()));
        EndpointView view = toStatus(actor, created.view(), wish.status());
        return Response.created(uri.getAbsolutePathBuilder()
                        .path(view.endpoint().id().toString())
                        .build())
                .entity(EndpointBody.of(view, created.secret()))
                .build();
    }

    @GET
    @Path("/{id}")
    public EndpointBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return EndpointBody.of(Required.of(endpoints.get(PathId.endpoint(Caller.of(security), id))));
    }

    @PATCH
    @Path("/{id}")
    public EndpointBody update(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Actor actor = Caller.of(security);
        EndpointId endpoint = PathId.endpoint(actor, id);
        Wish wish = Wish.read(body);
        EndpointView view = Required.of(endpoints.update(actor, endpoint, wish.input()));
        return EndpointBody.of(toStatus(actor, view, wish.status()));
    }

    @DELETE
    @Path("/{id}")
    public void delete(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        Required.of(endpoints.delete(actor, PathId.endpoint(actor, id)));
    }

    private EndpointView toStatus(Actor actor, EndpointView view, @Nullable EndpointStatus wanted) {
        EndpointStatus present = view.endpoint().status();
        if (wanted == null || wanted == present) {
            return view;
        }
        EndpointId id = view.endpoint().id();
        return Required.of(
                switch (wanted) {
                    case PAUSED -> endpoints.pause(actor, id, "");
                    case DISABLED -> endpoints.disable(actor, id);
                    default ->
                        present == EndpointStatus.DISABLED ? endpoints.enable(actor, id) : endpoints.resume(actor, id);
                });
    }
}
