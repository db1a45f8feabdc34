package dev.atlas.webhooks.web.delivery;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliveryAdmin;
import dev.atlas.webhooks.admin.DeliveryDetail;
import dev.atlas.webhooks.admin.DeliveryRequests;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Slice;
import dev.atlas.webhooks.admin.SliceRequest;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.web.endpoint.EndpointTitles;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The log of deliveries, with one of them open at its side. The address holds the whole state. Thread-safe. */
@Path("/deliveries")
public final class DeliveryPages {
    private static final int PER_PAGE = 50;

    private final DeliveryAdmin deliveries;
    private final DeliveryRequests requests;
    private final EndpointAdmin endpoints;
    private final Templates templates;
    private final InstantSource clock;

    public DeliveryPages(
            DeliveryAdmin deliveries,
            DeliveryRequests requests,
            EndpointAdmin endpoints,
            Templates templates,
            InstantSource clock) {
        this.requests = requests;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
        this.templates = templates;
        this.clock = clock;
    }

    @GET
    public Page log(@Context HttpServletRequest request, @Context UriInfo address) {
        Actor actor = Visit.of(request).actor();
        LogQuery query = LogQuery.of(address.getQueryParameters());
        Slice<DeliveryView> found = query.errors().isEmpty()
                ? deliveries.list(
                        actor.workspace(), query.search(clock.instant()), new SliceRequest(PER_PAGE, query.after()))
                : new Slice<>(List.of(), null);
        LogPage page = new LogPage(query, found, EndpointTitles.of(endpoints, actor.workspace()), open(query, actor));
        return shell -> templates.deliveryLog(shell, page);
    }

    /** A link to one delivery, as mails and other programs know it. */
    @GET
    @Path("{id}")
    public Response one(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        DeliveryId delivery = Address.delivery(id, visit.actor());
        return visit.goTo("/deliveries?delivery=" + delivery);
    }

    /** The command that sends the same request by hand, signed for this moment. */
    @GET
    @Path("{id}/curl")
    @Produces(MediaType.TEXT_PLAIN)
    public String curl(@Context HttpServletRequest request, @PathParam("id") String id) {
        Actor actor = Visit.of(request).actor();
        return Answers.required(requests.signed(actor, Address.delivery(id, actor)))
                .curl();
    }

    @POST
    @Path("{id}/retry")
    public Response retry(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("back") @DefaultValue("/deliveries") String back) {
        Visit visit = Visit.of(request);
        Result<DeliveryView> retried = deliveries.retry(visit.actor(), Address.delivery(id, visit.actor()));
        return visit.goTo(Visit.local(back, "/deliveries"), retried, view -> "It is tried again now.");
    }

    @POST
    @Path("{id}/cancel")
    public Response cancel(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("back") @DefaultValue("/deliveries") String back) {
        Visit visit = Visit.of(request);
        Result<DeliveryView> cancelled = deliveries.cancel(visit.actor(), Address.delivery(id, visit.actor()));
        return visit.goTo(Visit.local(back, "/deliveries"), cancelled, view -> "Cancelled. It gets no more attempts.");
    }

    private @Nullable DeliveryDetail open(LogQuery query, Actor actor) {
        String id = query.delivery();
        return id == null ? null : Answers.required(deliveries.get(Address.delivery(id, actor)));
    }
}
