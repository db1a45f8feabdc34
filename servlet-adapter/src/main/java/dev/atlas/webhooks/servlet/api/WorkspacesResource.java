package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.NewWorkspace;
import dev.atlas.webhooks.admin.Scope;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import dev.atlas.webhooks.servlet.openapi.Answers;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;

/** {@code /workspaces}: makes another one. A key sees its own only, so there is no list of them. */
@Path("/workspaces")
@Produces("application/json")
@Needs(Scope.ADMIN)
public final class WorkspacesResource {
    private final Workspaces workspaces;

    WorkspacesResource(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** What was made, and for whom. */
    record NewWorkspaceBody(String id, String name, String owner, Instant createdAt) {
        static NewWorkspaceBody of(NewWorkspace made) {
            return new NewWorkspaceBody(made.id().toString(), made.name(), made.owner(), made.createdAt());
        }
    }

    @POST
    @Answers(value = NewWorkspaceBody.class, status = 201)
    public Response create(@Context SecurityContext security, RequestBody body) {
        Members in = body.members();
        String name = in.requiredString("name");
        String owner = in.requiredString("owner");
        in.end();
        NewWorkspace made = Required.of(workspaces.create(Caller.of(security), name, owner));
        return Response.status(Response.Status.CREATED)
                .entity(NewWorkspaceBody.of(made))
                .build();
    }
}
