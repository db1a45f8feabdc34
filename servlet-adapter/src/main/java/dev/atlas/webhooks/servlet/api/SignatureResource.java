package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.SignatureDebugger;
import dev.atlas.webhooks.admin.SignatureFinding;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Locale;

/** {@code /endpoints/{id}/check-signature}: why a receiver refuses what it got. */
@Path("/endpoints/{id}/check-signature")
@Produces("application/json")
public final class SignatureResource {
    private final SignatureDebugger signatures;

    SignatureResource(SignatureDebugger signatures) {
        this.signatures = signatures;
    }

    /** What a signature turned out to be. */
    record FindingBody(String verdict, String title, String detail) {
        static FindingBody of(SignatureFinding finding) {
            return new FindingBody(
                    finding.verdict().name().toLowerCase(Locale.ROOT), finding.title(), finding.detail());
        }
    }

    /** {@code headers} as lines, {@code body} as the receiver has it. */
    @POST
    public FindingBody check(@Context SecurityContext security, @PathParam("id") String id, RequestBody body) {
        Members in = body.members();
        String headers = in.requiredString("headers");
        String received = in.requiredString("body");
        in.end();
        Actor actor = Caller.of(security);
        return FindingBody.of(Required.of(signatures.find(actor, PathId.endpoint(actor, id), headers, received)));
    }
}
