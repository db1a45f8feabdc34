package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.ApiKey;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lets in who holds an API key, before anything tells a stranger which addresses exist. Thread-safe. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class ApiKeyFilter implements ContainerRequestFilter {
    private static final String SCHEME = "bearer ";

    private final Access access;

    @Context
    private @Nullable HttpServletRequest connection; // Jersey's proxy of the current request

    ApiKeyFilter(Access access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getUriInfo().getPath().equals(OpenApiResource.PATH)) {
            return;
        }
        ApiKey key = access.byApiKey(key(request.getHeaderString(HttpHeaders.AUTHORIZATION)))
                .orElseThrow(() ->
                        Refusal.unauthorized("this API key is not known; it may have been deleted or have expired"));
        String from =
                Objects.requireNonNull(connection, "not registered with Jersey").getRemoteAddr();
        request.setSecurityContext(new Caller(key, key.actor().at(from))
                .context(request.getSecurityContext().isSecure()));
    }

    private static String key(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Refusal.unauthorized("send the workspace's API key in the header Authorization: Bearer atlas_sk_…");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
