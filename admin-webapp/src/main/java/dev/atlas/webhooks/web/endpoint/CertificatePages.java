package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.ClientCertificateInput;
import dev.atlas.webhooks.admin.ClientCertificateView;
import dev.atlas.webhooks.admin.ClientCertificates;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Field;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What an endpoint is shown when it asks by TLS who connects. Its key goes in and never out. Thread-safe. */
@Path("/endpoints/{id}/client-certificate")
public final class CertificatePages {
    private final EndpointAdmin endpoints;
    private final ClientCertificates certificates;
    private final Templates templates;

    public CertificatePages(EndpointAdmin endpoints, ClientCertificates certificates, Templates templates) {
        this.endpoints = endpoints;
        this.certificates = certificates;
        this.templates = templates;
    }

    @GET
    public Page show(@Context HttpServletRequest request, @PathParam("id") String id) {
        return page(Address.endpoint(id, Visit.of(request).actor()), "", null);
    }

    @POST
    public Response set(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("certificate") @DefaultValue("") String certificate,
            @FormParam("private_key") @DefaultValue("") String key,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        EndpointId endpoint = Address.endpoint(id, visit.actor());
        return present(endpoint) == null
                ? set(visit, endpoint, certificate, key)
                : visit.ifTyped(typed, phrase(endpoint), path(id), () -> set(visit, endpoint, certificate, key));
    }

    private Response set(Visit visit, EndpointId endpoint, String certificate, String key) {
        Result<ClientCertificateView> set =
                certificates.set(visit.actor(), endpoint, new ClientCertificateInput(certificate, key, null, null));
        return set instanceof Result.Invalid<ClientCertificateView> invalid
                ? Answers.refused(page(endpoint, certificate, invalid.problems().get(0)))
                : visit.goTo(
                        path(endpoint.toString()),
                        set,
                        view -> "The endpoint is shown this certificate from its next connection on.");
    }

    @POST
    @Path("remove")
    public Response remove(
            @Context HttpServletRequest request,
            @PathParam("id") String id,
            @FormParam("typed") @DefaultValue("") String typed) {
        Visit visit = Visit.of(request);
        EndpointId endpoint = Address.endpoint(id, visit.actor());
        return visit.ifTyped(
                typed,
                phrase(endpoint),
                path(id),
                () -> visit.goTo(
                        path(id),
                        certificates.remove(visit.actor(), endpoint),
                        removed -> "The endpoint is shown none any more."));
    }

    private Page page(EndpointId id, String typed, @Nullable Problem problem) {
        Endpoint endpoint = Answers.required(endpoints.get(id)).endpoint();
        ClientCertificateView present = present(id);
        Field certificate = new Field("certificate", typed, about(problem, false));
        Field key = new Field("private_key", "", about(problem, true));
        return shell -> templates.endpointCertificate(shell, endpoint, present, certificate, key);
    }

    private @Nullable ClientCertificateView present(EndpointId id) {
        return certificates.get(id) instanceof Result.Ok<ClientCertificateView> ok ? ok.value() : null;
    }

    private String phrase(EndpointId id) {
        return EndpointPage.phrase(Answers.required(endpoints.get(id)).endpoint());
    }

    private static @Nullable String about(@Nullable Problem problem, boolean key) {
        return problem != null && problem.pointer().equals("/private_key") == key ? problem.detail() : null;
    }

    private static String path(String id) {
        return "/endpoints/" + id + "/client-certificate";
    }
}
