package dev.atlas.webhooks.web.signature;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.EndpointAdmin;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SignatureDebugger;
import dev.atlas.webhooks.admin.SignatureFinding;
import dev.atlas.webhooks.admin.SliceRequest;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Paste what a receiver got, and read which secret made its signature or which mistake breaks it. Thread-safe. */
@Path("/signatures")
public final class SignaturePages {
    private final SignatureDebugger signatures;
    private final EndpointAdmin endpoints;
    private final Templates templates;

    public SignaturePages(SignatureDebugger signatures, EndpointAdmin endpoints, Templates templates) {
        this.signatures = signatures;
        this.endpoints = endpoints;
        this.templates = templates;
    }

    @GET
    public Page blank(@Context HttpServletRequest request, @QueryParam("endpoint") @DefaultValue("") String endpoint) {
        return show(new SignaturePage(choice(Visit.of(request).actor()), endpoint, "", "", null, null));
    }

    @POST
    public Response find(
            @Context HttpServletRequest request,
            @FormParam("endpoint") @DefaultValue("") String endpoint,
            @FormParam("headers") @DefaultValue("") String headers,
            @FormParam("body") @DefaultValue("") String body) {
        Actor actor = Visit.of(request).actor();
        // A form's line breaks are always \r\n, whatever the text had.
        String sent = body.replace("\r\n", "\n");
        Result<SignatureFinding> result = signatures.find(actor, Address.endpoint(endpoint, actor), headers, sent);
        if (result instanceof Result.Conflict<SignatureFinding> conflict) {
            return Answers.refused(
                    show(new SignaturePage(choice(actor), endpoint, headers, body, null, conflict.detail())));
        }
        SignatureFinding finding = Answers.required(result);
        return Response.ok(show(new SignaturePage(choice(actor), endpoint, headers, body, finding, null)))
                .build();
    }

    private Page show(SignaturePage page) {
        return shell -> templates.signatureShow(shell, page);
    }

    private List<EndpointView> choice(Actor actor) {
        return endpoints
                .list(actor.workspace(), new SliceRequest(SliceRequest.MAX_LIMIT, null))
                .items();
    }
}
