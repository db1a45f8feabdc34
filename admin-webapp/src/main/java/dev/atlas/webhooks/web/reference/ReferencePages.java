package dev.atlas.webhooks.web.reference;

import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Page;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import tools.jackson.databind.JsonNode;

/** The HTTP API to read: every operation with its parameters, bodies and answers. Thread-safe. */
@Path("/reference")
public final class ReferencePages {
    private final ApiReference reference;
    private final Templates templates;

    /** @param document in the form of OpenAPI */
    public ReferencePages(JsonNode document, Templates templates) {
        this.reference = new OpenApiReading(document).reference();
        this.templates = templates;
    }

    @GET
    public Page show() {
        return Page.unmoved(shell -> templates.referenceShow(shell, reference));
    }
}
