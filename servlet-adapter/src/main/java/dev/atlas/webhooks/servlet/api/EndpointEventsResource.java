package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.servlet.json.Query;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** {@code /endpoints/{id}/events}: fetching instead of listening. */
@Path("/endpoints/{id}/events")
@Produces("application/json")
public final class EndpointEventsResource {
    private final DeliveryAdmin deliveries;

    EndpointEventsResource(DeliveryAdmin deliveries) {
        this.deliveries = deliveries;
    }

    /** What was, or will be, delivered, in the order of the sequence. */
    @GET
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
