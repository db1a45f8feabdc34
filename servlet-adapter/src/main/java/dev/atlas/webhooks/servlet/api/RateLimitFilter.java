package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.servlet.api.KeyRates.Rate;
import dev.atlas.webhooks.servlet.json.Refusal;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Holds each API key to its requests a second, and tells it how many are left (the {@code RateLimit} headers of the IETF
 * draft, in the form that is in wide use). Thread-safe.
 */
@PreMatching
@Priority(Priorities.AUTHENTICATION + 1)
final class RateLimitFilter implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String PROPERTY = Rate.class.getName();

    private final KeyRates rates;

    RateLimitFilter(KeyRates rates) {
        this.rates = rates;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getSecurityContext().getUserPrincipal() instanceof Caller caller) {
            Rate rate = rates.take(caller.key());
            request.setProperty(PROPERTY, rate);
            if (!rate.admitted()) {
                throw Refusal.tooMany(
                        "this API key may send %,d requests a second; try again in a second".formatted(rate.limit()));
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(PROPERTY) instanceof Rate rate && rate.limit() > 0) {
            MultivaluedMap<String, Object> headers = response.getHeaders();
            headers.putSingle("RateLimit-Limit", rate.limit());
            headers.putSingle("RateLimit-Remaining", rate.remaining());
            headers.putSingle("RateLimit-Reset", rate.resetSeconds());
            if (!rate.admitted()) {
                headers.putSingle(HttpHeaders.RETRY_AFTER, 1);
            }
        }
    }
}
