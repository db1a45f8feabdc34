package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Accounts;
import dev.atlas.webhooks.admin.Login;
import dev.atlas.webhooks.admin.LoginAnswer;
import dev.atlas.webhooks.web.jte.Templates;
import dev.atlas.webhooks.web.page.Page;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Logging in and out. A wrong password and an unknown address get the same answer. Thread-safe. */
@Path("/")
public final class LoginPages {
    private final Access access;
    private final Accounts accounts;
    private final Templates templates;

    public LoginPages(Access access, Accounts accounts, Templates templates) {
        this.access = access;
        this.accounts = accounts;
        this.templates = templates;
    }

    @GET
    @Path("login")
    public Response show(@Context HttpServletRequest request, @QueryParam("next") @DefaultValue("/") String next) {
        Visit visit = Visit.of(request);
        if (visit.visitor().actor() != null) {
            return visit.goTo(Visit.local(next, "/"));
        }
        return form(visit, Response.Status.OK, next, "", "");
    }

    @POST
    @Path("login")
    public Response logIn(
            @Context HttpServletRequest request,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("next") @DefaultValue("/") String next) {
        Visit visit = Visit.of(request);
        return accounts.logIn(email, password, request.getRemoteAddr()).when(new Answers(visit, next) {
            @Override
            public Response refused() {
                return form(visit, Response.Status.UNAUTHORIZED, next, email, "E-mail or password is wrong.");
            }
        });
    }

    @POST
    @Path("login/code")
    public Response giveCode(
            @Context HttpServletRequest request,
            @FormParam("ticket") @DefaultValue("") String ticket,
            @FormParam("code") @DefaultValue("") String code,
            @FormParam("next") @DefaultValue("/") String next) {
        Visit visit = Visit.of(request);
        return accounts.giveCode(ticket, code, request.getRemoteAddr()).when(new Answers(visit, next) {
            @Override
            public Response refused() {
                return code(visit, Response.Status.UNAUTHORIZED, next, ticket, true);
            }
        });
    }

    /** What is the same after the password and after the code. */
    private abstract class Answers implements LoginAnswer.Cases<Response> {
        private final Visit visit;
        private final String next;

        Answers(Visit visit, String next) {
            this.visit = visit;
            this.next = next;
        }

        @Override
        public Response done(Login login) {
            return Response.fromResponse(visit.goTo(Visit.local(next, "/")))
                    .cookie(Cookies.set(visit.request(), Cookies.SESSION, login.token()))
                    .cookie(Cookies.remove(visit.request(), Cookies.VISIT))
                    .build();
        }

        @Override
        public Response codeNeeded(String ticket) {
            return code(visit, Response.Status.OK, next, ticket, false);
        }

        @Override
        public Response throttled(Duration pause) {
            long seconds = pause.toSeconds() + 1;
            String words = "Too many failures in a row; try again in %s."
                    .formatted(seconds > 90 ? seconds / 60 + 1 + " minutes" : seconds + " seconds");
            return Response.fromResponse(form(visit, Response.Status.TOO_MANY_REQUESTS, next, "", words))
                    .header(HttpHeaders.RETRY_AFTER, seconds)
                    .build();
        }
    }

    /** The token that forms of this session carry; scripts ask for it before they send a form. */
    @GET
    @Path("ui/session")
    @Produces(MediaType.TEXT_PLAIN)
    public String session(@Context HttpServletRequest request) {
        return Visit.of(request).visitor().csrf();
    }

    @POST
    @Path("logout")
    public Response logOut(@Context HttpServletRequest request) {
        Visit visit = Visit.of(request);
        access.logOut(visit.visitor().token());
        return Response.fromResponse(visit.goTo("/login"))
                .cookie(Cookies.remove(request, Cookies.SESSION))
                .build();
    }

    private Response form(Visit visit, Response.Status status, String next, String email, String refusal) {
        return page(visit, status, shell -> templates.sessionLogin(shell, Visit.local(next, "/"), email, refusal));
    }

    private Response code(Visit visit, Response.Status status, String next, String ticket, boolean refused) {
        return page(visit, status, shell -> templates.sessionCode(shell, Visit.local(next, "/"), ticket, refused));
    }

    /** A page with a form for somebody without a session, whose token the cookie of the visit proves. */
    static Response page(Visit visit, Response.Status status, Page page) {
        return Response.status(status)
                .entity(page)
                .cookie(Cookies.set(
                        visit.request(), Cookies.VISIT, visit.visitor().token()))
                .build();
    }
}
