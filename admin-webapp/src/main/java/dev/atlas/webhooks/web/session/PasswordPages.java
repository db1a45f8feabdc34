package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.Result;
import dev.atlas.webhooks.admin.Ticket;
import dev.atlas.webhooks.event.Problem;
import dev.atlas.webhooks.web.jte.Templates;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Asking for another password, and choosing one by the link in a mail: that of a reset or of an invitation. Thread-safe. */
@Path("/")
public final class PasswordPages {
    private final Accounts accounts;
    private final Templates templates;

    public PasswordPages(Accounts accounts, Templates templates) {
        this.accounts = accounts;
        this.templates = templates;
    }

    @GET
    @Path("forgotten")
    public Response forgotten(@Context HttpServletRequest request) {
        return LoginPages.page(
                Visit.of(request), Response.Status.OK, shell -> templates.sessionForgotten(shell, false));
    }

    @POST
    @Path("forgotten")
    public Response send(@Context HttpServletRequest request, @FormParam("email") @DefaultValue("") String email) {
        accounts.requestReset(email);
        return LoginPages.page(Visit.of(request), Response.Status.OK, shell -> templates.sessionForgotten(shell, true));
    }

    @GET
    @Path("welcome/{ticket}")
    public Response show(@Context HttpServletRequest request, @PathParam("ticket") String token) {
        Visit visit = Visit.of(request);
        return accounts.holder(token)
                .map(ticket -> form(visit, Response.Status.OK, ticket, token, ""))
                .orElseGet(() -> ended(visit));
    }

    @POST
    @Path("welcome/{ticket}")
    public Response choose(
            @Context HttpServletRequest request,
            @PathParam("ticket") String token,
            @FormParam("password") @DefaultValue("") String password) {
        Visit visit = Visit.of(request);
        Optional<Ticket> ticket = accounts.holder(token);
        if (ticket.isEmpty()) {
            return ended(visit);
        }
        Result<String> chosen = accounts.choosePassword(token, password, request.getRemoteAddr());
        if (chosen instanceof Result.Invalid<String> invalid) {
            Problem first = invalid.problems().get(0);
            return form(
                    visit, Response.Status.BAD_REQUEST, ticket.get(), token, "The password " + first.detail() + ".");
        }
        return chosen instanceof Result.Ok
                ? visit.goTo("/login", Flash.done("Your password is set. Log in with it."))
                : ended(visit);
    }

    private Response form(Visit visit, Response.Status status, Ticket ticket, String token, String refusal) {
        return LoginPages.page(
                visit,
                status,
                shell -> templates.sessionPassword(
                        shell, token, ticket.email(), ticket.purpose() == Ticket.Purpose.INVITATION, refusal));
    }

    private Response ended(Visit visit) {
        return LoginPages.page(visit, Response.Status.NOT_FOUND, templates::sessionEnded);
    }
}
