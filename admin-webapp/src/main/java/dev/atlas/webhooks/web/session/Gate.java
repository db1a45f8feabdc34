package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Role;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every page. Whoever has no session is sent to the log-in page and comes back afterwards; whatever
 * changes something must carry the token of the page it came from. Thread-safe.
 */
@PreMatching
public final class Gate implements ContainerRequestFilter {
    private static final String LOGIN = "/login";

    private final Access access;
    private final boolean container;
    private final SecureRandom random = new SecureRandom();

    @Context
    private @Nullable HttpServletRequest request; // Jersey's proxy of the current request

    /** @param container whether the server in front of us says who a visitor is */
    public Gate(Access access, boolean container) {
        this.access = access;
        this.container = container;
    }

    @Override
    public void filter(ContainerRequestContext context) throws IOException {
        HttpServletRequest current = Objects.requireNonNull(request, "not registered with Jersey");
        new Visit(current, Visitor.NOBODY).begin(); // so that even a failing look-up of the session ends in a page
        Visitor visitor = visitor(current);
        new Visit(current, visitor).begin();
        if (visitor.actor() != null && current.getMethod().equals("GET") && !hasCookie(current)) {
            context.abortWith(withCookie(current, visitor)); // for the forms of somebody whom the server has logged in
        } else if (visitor.actor() == null && !isOpen(path(current))) {
            context.abortWith(toLogin(current));
        } else if (!current.getMethod().equals("GET") && !Csrf.proves(context, visitor.token())) {
            throw new StaleFormException();
        }
    }

    private static boolean hasCookie(HttpServletRequest current) {
        return Cookies.value(current, Cookies.SESSION).isPresent()
                || Cookies.value(current, Cookies.VISIT).isPresent();
    }

    private static Response withCookie(HttpServletRequest current, Visitor visitor) {
        String query = current.getQueryString() == null ? "" : "?" + current.getQueryString();
        return Response.seeOther(URI.create(current.getContextPath() + Visit.local(path(current) + query, "/")))
                .cookie(Cookies.set(current, Cookies.VISIT, visitor.token()))
                .build();
    }

    private Visitor visitor(HttpServletRequest current) {
        Principal principal = container ? current.getUserPrincipal() : null;
        if (principal != null) {
            Role role = Arrays.stream(Role.values())
                    .filter(candidate -> current.isUserInRole("atlas-" + candidate.word()))
                    .findFirst()
                    .orElse(null);
            Optional<Actor> member =
                    access.byContainer(principal.getName(), role).map(found -> found.at(current.getRemoteAddr()));
            if (member.isPresent()) {
                return new Visitor(
                        member.get(), Cookies.value(current, Cookies.VISIT).orElseGet(this::newToken));
            }
        }
        Optional<String> session = Cookies.value(current, Cookies.SESSION);
        Optional<Actor> actor = session.flatMap(access::bySession).map(member -> member.at(current.getRemoteAddr()));
        return new Visitor(
                actor.orElse(null),
                actor.isPresent()
                        ? session.orElseThrow()
                        : Cookies.value(current, Cookies.VISIT).orElseGet(this::newToken));
    }

    private String newToken() {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Response toLogin(HttpServletRequest current) {
        String login = current.getContextPath() + LOGIN;
        if (current.getHeader("HX-Request") != null || current.getHeader(Csrf.HEADER) != null) {
            // A script asks: it must load the log-in page whole, not put it into a part of this one.
            String page = Objects.requireNonNullElse(current.getHeader("HX-Current-URL"), "");
            return Response.status(Response.Status.UNAUTHORIZED)
                    .header("HX-Redirect", login + wayBack(current, page))
                    .build();
        }
        return Response.seeOther(URI.create(login + wayBack(current))).build();
    }

    private static String wayBack(HttpServletRequest current) {
        String query = current.getQueryString() == null ? "" : "?" + current.getQueryString();
        String path = Visit.local(path(current) + query, "/");
        return !current.getMethod().equals("GET") || path.equals("/")
                ? ""
                : "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** Back to the page that a script asks from, as the browser says. */
    private static String wayBack(HttpServletRequest current, String page) {
        String rest = page.replaceFirst("^[a-z]+://[^/]*", "");
        String path = rest.startsWith(current.getContextPath() + "/")
                ? Visit.local(rest.substring(current.getContextPath().length()), "/")
                : "/";
        return path.equals("/") ? "" : "?next=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
    }

    /** Pages for those who have no session yet. */
    private static boolean isOpen(String path) {
        return path.equals(LOGIN)
                || path.equals(LOGIN + "/code")
                || path.equals("/forgotten")
                || path.startsWith("/welcome/");
    }

    private static String path(HttpServletRequest current) {
        return current.getRequestURI().substring(current.getContextPath().length());
    }
}
