package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.FilterVersion;
import dev.atlas.webhooks.admin.FilterVersions;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;

/** {@code /endpoints/{id}/versions}: what an endpoint wanted at earlier times, and back to it. */
@Path("/endpoints/{id}")
@Produces("application/json")
public final class FilterVersionsResource {
    private final FilterVersions versions;

    FilterVersionsResource(FilterVersions versions) {
        this.versions = versions;
    }

    /** One version; the greatest is in use. */
    record FilterVersionBody(int version, List<String> eventTypes, String filter, String createdBy, Instant createdAt) {
        static FilterVersionBody of(FilterVersion version) {
            return new FilterVersionBody(
                    version.version(),
                    version.eventTypes(),
                    version.filter(),
                    version.createdBy(),
                    version.createdAt());
        }
    }

    /** The newest {@value FilterVersions#MAX}, newest first. */
    @GET
    @Path("/versions")
    public ListBody<FilterVersionBody> list(@Context SecurityContext security, @PathParam("id") String id) {
        List<FilterVersion> found = Required.of(versions.list(PathId.endpoint(Caller.of(security), id)));
        return new ListBody<>(found.stream().map(FilterVersionBody::of).toList(), null);
    }

    /** Makes an earlier version the rule again, as a new version. */
    @POST
    @Path("/restore-version")
    public EndpointBody restore(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.members();
        int version = in.requiredInteger("version");
        in.end();
        Actor actor = Caller.of(security);
        return EndpointBody.of(Required.of(versions.restore(actor, PathId.endpoint(actor, id), version)));
    }
}
