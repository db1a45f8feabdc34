package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Membership;
import dev.atlas.webhooks.admin.NewWorkspace;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SecondFactorOffer;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Answers;
import dev.atlas.webhooks.web.page.Field;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Flash;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own settings: who one is here, one's workspaces, and the second factor of the log-in. Thread-safe. */
@Path("/settings")
public final class AccountPages {
    private final Accounts accounts;
    private final Workspaces workspaces;
    private final Access access;
    private final Templates templates;

    public AccountPages(Accounts accounts, Workspaces workspaces, Access access, Templates templates) {
        this.accounts = accounts;
        this.workspaces = workspaces;
        this.access = access;
        this.templates = templates;
    }

    @GET
    public Page show(@Context HttpServletRequest request) {
        Actor actor = Visit.of(request).actor();
        boolean on = accounts.hasSecondFactor(actor);
        return page(actor, on, on ? null : accounts.offerSecondFactor(actor), null);
    }

    @POST
    @Path("workspaces")
    public Response makeWorkspace(
            @Context HttpServletRequest request, @FormParam("name") @DefaultValue("") String name) {
        Visit visit = Visit.of(request);
        Actor actor = visit.actor();
        Result<NewWorkspace> made = workspaces.create(actor, name, actor.name());
        if (made instanceof Result.Ok<NewWorkspace> ok) {
            access.moveTo(visit.visitor().token(), ok.value().id());
        }
        return visit.goTo("/settings", made, workspace -> "This is the new workspace.");
    }

    @POST
    @Path("workspaces/{id}/open")
    public Response open(@Context HttpServletRequest request, @PathParam("id") String id) {
        Visit visit = Visit.of(request);
        boolean moved;
        try {
            moved = access.moveTo(visit.visitor().token(), WorkspaceId.parse(id));
        } catch (IllegalArgumentException e) {
            moved = false;
        }
        return moved
                ? visit.goTo("/", Flash.done("You are in another workspace now."))
                : visit.goTo("/settings", Flash.failed("You are no member of that workspace."));
    }

    @POST
    @Path("second-factor")
    public Response switchOn(
            @Context HttpServletRequest request,
            @FormParam("secret") @DefaultValue("") String secret,
            @FormParam("address") @DefaultValue("") String address,
            @FormParam("code") @DefaultValue("") String code) {
        Visit visit = Visit.of(request);
        Result<String> done = accounts.switchOn(visit.actor(), secret, code.strip());
        return done instanceof Result.Invalid<String> invalid
                ? Answers.refused(page(visit.actor(), false, new SecondFactorOffer(secret, address), detail(invalid)))
                : visit.goTo("/settings", done, name -> "The second factor is on.");
    }

    @POST
    @Path("second-factor/off")
    public Response switchOff(@Context HttpServletRequest request, @FormParam("code") @DefaultValue("") String code) {
        Visit visit = Visit.of(request);
        Result<String> done = accounts.switchOff(visit.actor(), code.strip());
        return done instanceof Result.Invalid<String> invalid
                ? Answers.refused(page(visit.actor(), true, null, detail(invalid)))
                : visit.goTo("/settings", done, name -> "The second factor is off.");
    }

    private Page page(Actor actor, boolean on, @Nullable SecondFactorOffer offer, @Nullable String error) {
        Field code = new Field("code", "", error);
        List<Membership> memberships = workspaces.of(actor);
        return shell -> templates.workspaceSettings(shell, on, offer, code, actor, memberships);
    }

    private static String detail(Result.Invalid<String> invalid) {
        return invalid.problems().get(0).detail();
    }
}
