package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Login;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Logging in and out. A wrong password and an unknown address get the same answer. Thread-safe. */
@Path("/")
public final class LoginPages {
    private final Access access;
    private final Templates templates;

    public LoginPages(Access access, Templates templates) {
        this.access = access;
        this.templates = templates;
    }

    @GET
    @Path("login")
    public Response show(@Context HttpServletRequest request, @QueryParam("next") @DefaultValue("/") String next) {
        Visit visit = Visit.of(request);
        if (visit.visitor().actor() != null) {
            return visit.goTo(Visit.local(next, "/"));
        }
        return form(visit, Response.Status.OK, next, "", false);
    }

    @POST
    @Path("login")
    public Response logIn(
            @Context HttpServletRequest request,
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("next") @DefaultValue("/") String next) {
        Visit visit = Visit.of(request);
        Optional<Login> login = access.logIn(email.strip(), password);
        if (login.isEmpty()) {
            return form(visit, Response.Status.UNAUTHORIZED, next, email, true);
        }
        return Response.fromResponse(visit.goTo(Visit.local(next, "/")))
                .cookie(Cookies.set(request, Cookies.SESSION, login.get().token()))
                .cookie(Cookies.remove(request, Cookies.VISIT))
                .build();
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

    private Response form(Visit visit, Response.Status status, String next, String email, boolean refused) {
        Page page = shell -> templates.sessionLogin(shell, Visit.local(next, "/"), email, refused);
        return Response.status(status)
                .entity(page)
                .cookie(Cookies.set(
                        visit.request(), Cookies.VISIT, visit.visitor().token()))
                .build();
    }
}
