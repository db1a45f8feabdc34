package dev.atlas.webhooks.servlet.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import tools.jackson.databind.node.ObjectNode;

/** {@code /openapi.json}: the description of the API, open to everybody. */
@Path(OpenApiResource.PATH)
@Produces("application/json")
public final class OpenApiResource {
    static final String PATH = "openapi.json";

    private final ObjectNode document;

    OpenApiResource(ObjectNode document) {
        this.document = document;
    }

    @GET
    public String document(@Context UriInfo uri) {
        ObjectNode here = document.deepCopy();
        String base = uri.getBaseUri().getPath();
        here.putArray("servers").addObject().put("url", base.substring(0, base.length() - 1));
        return here.toString();
    }
}
