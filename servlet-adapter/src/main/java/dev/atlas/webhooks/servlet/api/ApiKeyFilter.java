package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.admin.Access;
import dev.atlas.webhooks.admin.Actor;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Lets in who holds an API key, before anything tells a stranger which addresses exist. Thread-safe. */
@PreMatching
@Priority(Priorities.AUTHENTICATION)
final class ApiKeyFilter implements ContainerRequestFilter {
    private static final String SCHEME = "bearer ";

    private final Access access;

    ApiKeyFilter(Access access) {
        this.access = access;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String key = key(request.getHeaderString(HttpHeaders.AUTHORIZATION));
        Actor actor = access.byApiKey(key)
                .orElseThrow(() -> Refusal.unauthorized("this API key is not known; it may have been deleted"));
        request.setSecurityContext(
                new Caller(actor).context(request.getSecurityContext().isSecure()));
    }

    private static String key(@Nullable String header) {
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            throw Refusal.unauthorized("send the workspace's API key in the header Authorization: Bearer atlas_sk_…");
        }
        return header.substring(SCHEME.length()).strip();
    }
}
