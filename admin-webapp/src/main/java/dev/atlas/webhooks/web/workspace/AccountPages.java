package dev.atlas.webhooks.web.workspace;

import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.SecondFactorOffer;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Field;
import dev.atlas.webhooks.web.page.Page;
import dev.atlas.webhooks.web.session.Visit;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** One's own settings: who one is here, and the second factor of the log-in. Thread-safe. */
@Path("/settings")
public final class AccountPages {
    private final Accounts accounts;
    private final Templates templates;

    public AccountPages(Accounts accounts, Templates templates) {
        this.accounts = accounts;
        this.templates = templates;
    }

    @GET
    public Page show(@Context HttpServletRequest request) {
        Actor actor = Visit.of(request).actor();
        boolean on = accounts.hasSecondFactor(actor);
        return page(on, on ? null : accounts.offerSecondFactor(actor), null);
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
                ? refused(page(false, new SecondFactorOffer(secret, address), detail(invalid)))
                : visit.goTo("/settings", done, name -> "The second factor is on.");
    }

    @POST
    @Path("second-factor/off")
    public Response switchOff(@Context HttpServletRequest request, @FormParam("code") @DefaultValue("") String code) {
        Visit visit = Visit.of(request);
        Result<String> done = accounts.switchOff(visit.actor(), code.strip());
        return done instanceof Result.Invalid<String> invalid
                ? refused(page(true, null, detail(invalid)))
                : visit.goTo("/settings", done, name -> "The second factor is off.");
    }

    private Page page(boolean on, @Nullable SecondFactorOffer offer, @Nullable String error) {
        Field code = new Field("code", "", error);
        return shell -> templates.workspaceSettings(shell, on, offer, code);
    }

    private static Response refused(Page page) {
        return Response.status(422).entity(page).build();
    }

    private static String detail(Result.Invalid<String> invalid) {
        return invalid.problems().get(0).detail();
    }
}
