package dev.atlas.webhooks.web.session;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * One request of a visitor: who it is and how to send the browser on. Redirects are paths, not whole addresses, so that
 * they stay right behind any proxy.
 */
public record Visit(HttpServletRequest request, Visitor visitor) {
    private static final String ATTRIBUTE = Visit.class.getName();

    /** A path on this server and nothing else: no scheme, no host, no backslash that a browser reads as a slash. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[A-Za-z0-9/_?&=%.+:~-]*");

    /** The visit that {@link Gate} let in. */
    public static Visit of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Visit visit) {
            return visit;
        }
        throw new IllegalStateException("nobody has let in " + request.getRequestURI());
    }

    void begin() {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The member who is logged in; {@link Gate} has made sure that there is one wherever this is asked. */
    public Actor actor() {
        Actor actor = visitor.actor();
        if (actor == null) {
            throw new IllegalStateException("not logged in");
        }
        return actor;
    }

    /** Likewise; who may only read is refused. */
    public Actor changer() {
        Actor actor = actor();
        if (!actor.role().mayChange()) {
            throw new ForbiddenException("role " + actor.role() + " may change nothing");
        }
        return actor;
    }

    /** Sends the browser to one of our pages. */
    public Response goTo(String path) {
        return Response.seeOther(URI.create(request.getContextPath() + path)).build();
    }

    /** Likewise, with a sentence to show there. */
    public Response goTo(String path, Flash flash) {
        return Response.fromResponse(goTo(path))
                .cookie(Cookies.set(request, Cookies.FLASH, flash.toCookie()))
                .build();
    }

    /** Sends the browser back to a page, saying how an action went. */
    public <T> Response goTo(String path, Result<T> result, Function<T, String> done) {
        return goTo(
                path,
                result instanceof Result.Ok<T> ok
                        ? Flash.done(done.apply(ok.value()))
                        : Flash.failed(result.objection()));
    }

    /** Does what cannot be undone, if what was typed is the phrase that the page asked for; else goes back there. */
    public Response ifTyped(String typed, String phrase, String page, Supplier<Response> work) {
        return typed.strip().equals(phrase)
                ? work.get()
                : goTo(page, Flash.failed("Nothing was done: what was typed is not " + phrase + "."));
    }

    /** The path if it is one of ours, else the other one: nobody can make us send a browser elsewhere. */
    public static String local(String path, String otherwise) {
        return LOCAL.matcher(path).matches() ? path : otherwise;
    }
}
