package dev.atlas.webhooks.web.endpoint;

import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.FilterVersions;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Address;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** What an endpoint wanted at earlier times: who changed the rule, when, what, and the way back. Thread-safe. */
@Path("/endpoints/{id}/versions")
public final class VersionPages {
    private final EndpointAdmin endpoints;
    private final FilterVersions versions;
    private final Templates templates;

    public VersionPages(EndpointAdmin endpoints, FilterVersions versions, Templates templates) {
        this.endpoints = endpoints;
        this.versions = versions;
        this.templates = templates;
    }

    @GET
    public Page list(@Context HttpServletRequest request, @PathParam("id") String id) {
        EndpointId address = Address.endpoint(id, Visit.of(request).actor());
        Endpoint endpoint = Answers.required(endpoints.get(address)).endpoint();
        List<VersionView> views = VersionView.of(Answers.required(versions.list(address)), endpoint.filterVersion());
        return shell -> templates.endpointVersions(shell, endpoint, views);
    }

    @POST
    @Path("{version}/restore")
    public Response restore(
            @Context HttpServletRequest request, @PathParam("id") String id, @PathParam("version") int version) {
        Visit visit = Visit.of(request);
        EndpointId endpoint = Address.endpoint(id, visit.actor());
        return visit.goTo(
                "/endpoints/" + id + "/versions",
                versions.restore(visit.actor(), endpoint, version),
                view -> "Restored version " + version + " as version "
                        + view.endpoint().filterVersion() + ".");
    }
}
