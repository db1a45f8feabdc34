package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.admin.Workspaces;
import dev.atlas.webhooks.web.asset.Modules;
import dev.atlas.webhooks.web.asset.SecurityHeaders;
import dev.atlas.webhooks.web.asset.Vendor;
import dev.atlas.webhooks.web.session.Cookies;
import dev.atlas.webhooks.web.session.Visit;
import dev.atlas.webhooks.web.session.Visitor;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.InstantSource;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Renders a {@link Page} in the shell of the request that it answers. Thread-safe. */
@Produces(MediaType.TEXT_HTML)
public final class PageWriter implements MessageBodyWriter<Page> {
    private final Vendor vendor;
    private final Modules modules;
    private final Workspaces workspaces;
    private final InstantSource clock;

    @Context
    private @Nullable HttpServletRequest request; // Jersey's proxy of the current request

    public PageWriter(Vendor vendor, Modules modules, Workspaces workspaces, InstantSource clock) {
        this.vendor = vendor;
        this.modules = modules;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return Page.class.isAssignableFrom(type);
    }

    @Override
    public void writeTo(
            Page page,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        HttpServletRequest current = Objects.requireNonNull(request, "not registered with Jersey");
        Shell shell = shell(current);
        // Rendered to memory first: a template that fails must become an error page, not half a page.
        Utf8ByteOutput html = new Utf8ByteOutput();
        page.in(shell).render(html);
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        if (shell.flash() != null) {
            headers.add(HttpHeaders.SET_COOKIE, Cookies.flashShown(current));
        }
        if (page instanceof Page.Unmoved && shell.flash() == null && takesGzip(current)) {
            headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
            try (GZIPOutputStream packed = new GZIPOutputStream(out)) {
                html.writeTo(packed);
            }
        } else {
            html.writeTo(out);
        }
    }

    private static boolean takesGzip(HttpServletRequest current) {
        return Objects.requireNonNullElse(current.getHeader(HttpHeaders.ACCEPT_ENCODING), "")
                .contains("gzip");
    }

    private Shell shell(HttpServletRequest current) {
        Visitor visitor = Visit.of(current).visitor();
        Actor actor = visitor.actor();
        return new Shell(
                new Site(current.getContextPath(), vendor, modules),
                SecurityHeaders.nonce(current),
                Cookies.theme(current),
                visitor,
                actor == null ? "" : workspaces.get(actor.workspace()).name(),
                Cookies.flash(current).orElse(null),
                clock.instant());
    }
}
