package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Permission;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.WorkspaceInput;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.identity.JdbcWorkspaces.Details;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Field;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** The name and the settings of the workspace. Thread-safe. */
@Path("/workspace")
public final class WorkspaceSettingsPages {
    private final Workspaces workspaces;
    private final Templates templates;

    public WorkspaceSettingsPages(Workspaces workspaces, Templates templates) {
        this.workspaces = workspaces;
        this.templates = templates;
    }

    @GET
    public Page show(@Context HttpServletRequest request) {
        Actor actor = Visit.of(request).actor();
        if (!actor.role().may(Permission.ADMINISTER)) {
            throw new ForbiddenException();
        }
        Details details = workspaces.get(actor.workspace());
        return page(actor, new Field("name", details.name(), null), details.allowUndeclaredTypes());
    }

    @POST
    public Response save(
            @Context HttpServletRequest request,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("allow_undeclared_types") @DefaultValue("") String allow) {
        Visit visit = Visit.of(request);
        boolean allowed = !allow.isEmpty();
        Result<Details> saved = workspaces.update(visit.actor(), new WorkspaceInput(name, allowed));
        return saved instanceof Result.Invalid<Details> invalid
                ? Answers.refused(page(
                        visit.actor(),
                        new Field("name", name, invalid.problems().get(0).detail()),
                        allowed))
                : visit.goTo("/workspace", saved, details -> "Saved.");
    }

    private Page page(Actor actor, Field name, boolean allowed) {
        return shell -> templates.workspaceShow(shell, actor.workspace(), name, allowed);
    }
}
