package dev.atlas.webhooks.web.page;

import dev.atlas.webhooks.web.asset.SecurityHeaders;
import dev.atlas.webhooks.web.asset.Vendor;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.Cookie;
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
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Renders a {@link Page} in the shell of the request that it answers. Thread-safe. */
@Produces(MediaType.TEXT_HTML)
public final class PageWriter implements MessageBodyWriter<Page> {
    private final Vendor vendor;

    @Context
    private @Nullable HttpServletRequest request; // Jersey's proxy of the current request

    public PageWriter(Vendor vendor) {
        this.vendor = vendor;
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
        // Rendered to memory first: a template that fails must become an error page, not half a page.
        Utf8ByteOutput html = new Utf8ByteOutput();
        page.in(shell()).render(html);
        headers.putSingle(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        html.writeTo(out);
    }

    private Shell shell() {
        HttpServletRequest current = Objects.requireNonNull(request, "not registered with Jersey");
        return new Shell(current.getContextPath(), SecurityHeaders.nonce(current), theme(current), vendor);
    }

    private static String theme(HttpServletRequest request) {
        Cookie[] cookies = Objects.requireNonNullElseGet(request.getCookies(), () -> new Cookie[0]);
        return Stream.of(cookies)
                .filter(cookie -> cookie.getName().equals("atlas_theme"))
                .map(Cookie::getValue)
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .findFirst()
                .orElse("auto");
    }
}
