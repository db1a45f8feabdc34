package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryRequests;
import dev.atlas.webhooks.admin.DeliverySearch;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.queue.DeliveryStatus;
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
import java.util.Arrays;
import java.util.stream.Collectors;

/** {@code /deliveries}: the log, and what can be done with one delivery. */
@Path("/deliveries")
@Produces("application/json")
public final class DeliveriesResource {
    private final DeliveryAdmin deliveries;
    private final DeliveryRequests requests;

    DeliveriesResource(DeliveryAdmin deliveries, DeliveryRequests requests) {
        this.deliveries = deliveries;
        this.requests = requests;
    }

    @GET
    public ListBody<DeliveryBody> list(@Context SecurityContext security, @Context UriInfo uri) {
        Query query = new Query(uri.getQueryParameters());
        DeliverySearch search = new DeliverySearch(
                query.read("endpoint", EndpointId::parse),
                query.text("event"),
                query.read("status", DeliveriesResource::status),
                query.number("code", 100, 999),
                query.time("since"),
                query.time("until"));
        SliceRequest request = ListBody.request(query, DeliveryId::parse);
        query.end();
        return ListBody.of(deliveries.list(Caller.of(security).workspace(), search, request), DeliveryBody::of);
    }

    @GET
    @Path("/{id}")
    public DeliveryBody get(@Context SecurityContext security, @PathParam("id") String id) {
        return DeliveryBody.of(Required.of(deliveries.get(PathId.delivery(Caller.of(security), id))));
    }

    /** Its request, signed for this moment, to be sent by hand. */
    @GET
    @Path("/{id}/request")
    @Needs(Scope.MANAGE)
    public SignedRequestBody request(@Context SecurityContext security, @PathParam("id") String id) {
        Actor actor = Caller.of(security);
        return SignedRequestBody.of(Required.of(requests.signed(actor, PathId.delivery(actor, id))));
    }

    @POST
    @Path("/{id}/retry")
    public DeliveryBody retry(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return DeliveryBody.of(Required.of(deliveries.retry(actor, PathId.delivery(actor, id))));
    }

    @POST
    @Path("/{id}/cancel")
    public DeliveryBody cancel(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        body.optionalMembers().end();
        Actor actor = Caller.of(security);
        return DeliveryBody.of(Required.of(deliveries.cancel(actor, PathId.delivery(actor, id))));
    }

    private static DeliveryStatus status(String word) {
        return DeliveryStatus.of(word)
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(DeliveryStatus.values())
                                .map(DeliveryStatus::word)
                                .collect(Collectors.joining(", "))
                        + ", not '" + word + "'"));
    }
}
