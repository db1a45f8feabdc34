package dev.atlas.webhooks.web.asset;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /assets/*}: each file is read and compressed once and then answered from memory. Vendored files carry
 * their version in the path and never change; our own are revalidated by their hash. Thread-safe.
 */
public final class AssetServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** Plain names only: no empty or dotted segment, so nothing outside the folder can be named. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_][A-Za-z0-9._-]*)+");

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml; charset=utf-8");

    private final transient Map<String, Asset> known = new ConcurrentHashMap<>();

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Asset asset = find(request.getPathInfo());
        if (asset == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("ETag", asset.etag());
        response.setHeader("Vary", "Accept-Encoding");
        response.setHeader(
                "Cache-Control",
                request.getPathInfo().startsWith("/vendor/") ? "public, max-age=31536000, immutable" : "no-cache");
        String held = request.getHeader("If-None-Match");
        if (held != null && held.contains(asset.etag())) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        String accepted = request.getHeader("Accept-Encoding");
        boolean gzip = accepted != null && accepted.contains("gzip");
        byte[] body = gzip ? asset.gzipped() : asset.plain();
        if (gzip) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentType(asset.type());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private @Nullable Asset find(@Nullable String path) throws IOException {
        if (path == null || !PATH.matcher(path).matches()) {
            return null;
        }
        Asset asset = known.get(path);
        if (asset == null) {
            String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
            try (InputStream in = getServletContext().getResourceAsStream("/assets" + path)) {
                if (in == null || type == null) {
                    return null;
                }
                asset = Asset.of(type, in.readAllBytes());
            }
            known.put(path, asset);
        }
        return asset;
    }
}
