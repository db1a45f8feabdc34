package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.WorkspaceFlow;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Objects;

/** {@code /workspace}: all endpoints at once. */
@Path("/workspace")
@Produces("application/json")
public final class WorkspaceResource {
    private final WorkspaceFlow flow;

    WorkspaceResource(WorkspaceFlow flow) {
        this.flow = flow;
    }

    /** How many endpoints were paused or resumed. */
    record WorkspaceFlowBody(int endpoints) {}

    @POST
    @Path("/pause")
    public WorkspaceFlowBody pause(@Context SecurityContext security, RequestBody body) {
        Members in = body.optionalMembers();
        String reason = in.string("reason");
        in.end();
        return new WorkspaceFlowBody(
                Required.of(flow.pause(Caller.of(security), Objects.requireNonNullElse(reason, ""))));
    }

    @POST
    @Path("/resume")
    public WorkspaceFlowBody resume(@Context SecurityContext security, RequestBody body) {
        body.optionalMembers().end();
        return new WorkspaceFlowBody(Required.of(flow.resume(Caller.of(security))));
    }
}
