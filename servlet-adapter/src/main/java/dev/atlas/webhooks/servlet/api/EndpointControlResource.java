package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointSecretView;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.endpoint.SigningSecrets;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.Query;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /endpoints/{id}/…}: what can be done with one endpoint. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class EndpointControlResource {
    private final EndpointAdmin endpoints;
    private final EndpointSecrets secrets;
    private final DeliveryAdmin deliveries;

    EndpointControlResource(EndpointAdmin endpoints, EndpointSecrets secrets, DeliveryAdmin deliveries) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.deliveries = deliveries;
    }

    /** The secrets that sign now; {@code previous} are older ones that a rotation left valid for a while. */
    record SecretBody(String secret, List<Previous> previous) {
        /** A secret that signs until it expires. */
        record Previous(String secret, @Nullable Instant expiresAt) {
            static Previous of(SigningSecrets.Signing signing) {
                return new Previous(signing.secret(), signing.expiresAt());
            }
        }

        static SecretBody of(EndpointSecretView view) {
            return new SecretBody(
                    view.secret(), view.previous().stream().map(Previous::of).toList());
        }
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

    @GET
    @Path("/secret")
    public SecretBody secret(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        return SecretBody.of(Required.of(secrets.reveal(actor, PathId.endpoint(actor, id))));
    }

    /** {@code overlap_seconds}: how long the present secret goes on signing. */
    @POST
    @Path("/rotate-secret")
    public SecretBody rotate(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.optionalMembers();
        Integer seconds = in.integer("overlap_seconds");
        in.end();
        Actor actor = Caller.of(security);
        Duration overlap = seconds == null ? EndpointSecrets.DEFAULT_OVERLAP : Duration.ofSeconds(seconds);
        return SecretBody.of(Required.of(secrets.rotate(actor, PathId.endpoint(actor, id), overlap)));
    }

    /** Pull: what was, or will be, delivered, in the order of the sequence. */
    @GET
    @Path("/events")
    public ListBody<PulledBody> events(
            @Context SecurityContext security, @PathParam("id") String id, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        Integer after = query.number("after_sequence", 0, Integer.MAX_VALUE);
        Integer limit = query.number("limit", 1, SliceRequest.MAX_LIMIT);
        query.end();
        EndpointId endpoint = PathId.endpoint(Caller.of(security), id);
        int most = limit == null ? SliceRequest.DEFAULT_LIMIT : limit;
        List<DeliveryView> found = Required.of(deliveries.afterSequence(endpoint, after == null ? 0 : after, most));
        List<PulledBody> data = found.stream()
                .map(view -> Required.of(deliveries.get(view.delivery().id())))
                .map(PulledBody::of)
                .toList();
        String next = found.size() < most
                ? null
                : Long.toString(found.get(most - 1).delivery().sequence());
        return new ListBody<>(data, next);
    }
}
