package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.WorkspaceFlow;
import dev.atlas.webhooks.admin.WorkspaceInput;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.identity.JdbcWorkspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.Objects;

/** {@code /workspace}: its settings, and all endpoints at once. */
@Path("/workspace")
@Produces("application/json")
public final class WorkspaceResource {
    private final Workspaces workspaces;
    private final WorkspaceFlow flow;

    WorkspaceResource(Workspaces workspaces, WorkspaceFlow flow) {
        this.workspaces = workspaces;
        this.flow = flow;
    }

    /** Name and settings. */
    record WorkspaceBody(String id, String name, boolean allowUndeclaredTypes, Instant createdAt) {
        static WorkspaceBody of(WorkspaceId id, JdbcWorkspaces.Details details) {
            return new WorkspaceBody(
                    id.toString(), details.name(), details.allowUndeclaredTypes(), details.createdAt());
        }
    }

    @GET
    public WorkspaceBody get(@Context SecurityContext security) {
        WorkspaceId workspace = Caller.of(security).workspace();
        return WorkspaceBody.of(workspace, workspaces.get(workspace));
    }

    @PATCH
    @Needs(Scope.ADMIN)
    public WorkspaceBody update(@Context SecurityContext security, RequestBody body) {
        Members in = body.members();
        WorkspaceInput input = new WorkspaceInput(in.string("name"), in.flag("allow_undeclared_types"));
        in.end();
        Actor actor = Caller.of(security);
        return WorkspaceBody.of(actor.workspace(), Required.of(workspaces.update(actor, input)));
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
