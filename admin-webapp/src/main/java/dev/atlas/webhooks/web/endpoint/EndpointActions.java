package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.DeliveryView;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointSecrets;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.TestDeliveries;
import dev.atlas.webhooks.endpoint.EndpointUnreadableException;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The buttons on an endpoint's page. Each ends on that page and says there how it went. Thread-safe. */
@Path("/endpoints")
public final class EndpointActions {
    private final EndpointAdmin endpoints;
    private final EndpointSecrets secrets;
    private final TestDeliveries tests;

    public EndpointActions(EndpointAdmin endpoints, EndpointSecrets secrets, TestDeliveries tests) {
        this.tests = tests;
        this.secrets = secrets;
        this.endpoints = endpoints;
    }

    @POST
    @Path("{id}/pause")
    public Response pause(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("reason") @DefaultValue("") String reason) {
        Visit visit = Visit.of(request);
        Result<EndpointView> paused = endpoints.pause(visit.actor(), idOf(visit, id), reason.strip());
        return visit.goTo(page(id), paused, view -> "Paused. New events are held until you resume it.");
    }

    @POST
    @Path("{id}/resume")
    public Response resume(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Result<EndpointView> resumed = endpoints.resume(visit.actor(), idOf(visit, id));
        return visit.goTo(
                page(id), resumed, view -> "Resumed. One delivery is tried first; the rest follows in order.");
    }

    @POST
    @Path("{id}/disable")
    public Response disable(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Result<EndpointView> disabled = endpoints.disable(visit.actor(), idOf(visit, id));
        return visit.goTo(page(id), disabled, view -> "Disabled. New events are held until you enable it.");
    }

    @POST
    @Path("{id}/enable")
    public Response enable(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Result<EndpointView> enabled = endpoints.enable(visit.actor(), idOf(visit, id));
        return visit.goTo(page(id), enabled, view -> "Enabled.");
    }

    @POST
    @Path("{id}/test")
    public Response test(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        Result<DeliveryView> sent = tests.send(visit.actor(), idOf(visit, id));
        return visit.goTo(
                page(id),
                sent,
                delivery -> "A test event is on its way as number "
                        + delivery.delivery().sequence() + ".");
    }

    @POST
    @Path("{id}/rotate-secret")
    public Response rotateSecret(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("overlap_seconds") @DefaultValue("86400") long overlap,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        return overlap == 0
                ? visit.ifTyped(typed, phrase(visit, id), page(id), () -> rotateSecret(visit, id, Duration.ZERO))
                : rotateSecret(visit, id, Duration.ofSeconds(overlap));
    }

    private Response rotateSecret(Visit visit, String id, Duration overlap) {
        return visit.goTo(
                page(id) + "?reveal=secret",
                secrets.rotate(visit.actor(), idOf(visit, id), overlap),
                secret -> "There is a new secret. "
                        + (overlap.isZero()
                                ? "The old one is no longer valid."
                                : "The old one stays valid for a while."));
    }

    @POST
    @Path("{id}/delete")
    public Response delete(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        Actor actor = visit.actor();
        EndpointId endpoint = idOf(visit, id);
        return visit.ifTyped(typed, phrase(visit, id), page(id), () -> {
            Answers.required(endpoints.delete(actor, endpoint));
            return visit.goTo("/endpoints", Flash.done("Deleted. Its deliveries stay in the log."));
        });
    }

    /** The id in place of the host where the row cannot be read. */
    private String phrase(Visit visit, String id) {
        try {
            return EndpointPage.phrase(
                    Answers.required(endpoints.get(idOf(visit, id))).endpoint());
        } catch (EndpointUnreadableException e) {
            return e.id().toString();
        }
    }

    private static EndpointId idOf(Visit visit, String id) {
        return Address.endpoint(id, visit.actor());
    }

    private static String page(String id) {
        return "/endpoints/" + id;
    }
}
