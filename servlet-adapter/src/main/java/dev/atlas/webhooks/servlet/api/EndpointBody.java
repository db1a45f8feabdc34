package dev.atlas.webhooks.servlet.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.atlas.webhooks.admin.EndpointRules;
import dev.atlas.webhooks.admin.EndpointView;
import dev.atlas.webhooks.endpoint.Endpoint;
import dev.atlas.webhooks.endpoint.EndpointSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as the API shows it.
 *
 * @param headers null when they cannot be decrypted, so that whoever sends back what came keeps them
 * @param waiting how many deliveries are held for it
 * @param drainedAt when they will be delivered, at the pace of the drain so far
 * @param secret only in the answer to its creation
 */
record EndpointBody(
        String id,
        String url,
        String description,
        @Nullable String ownerEmail,
        List<String> eventTypes,
        String filter,
        int filterVersion,
        boolean serialize,
        String signature,
        @Nullable Map<String, String> headers,
        @Nullable Integer rateLimit,
        long timeoutMs,
        String status,
        @Nullable Pause paused,
        long lastSequence,
        long waiting,
        @Nullable Instant drainedAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant failingSinceAt,
        @Nullable String lastError,
        Instant createdAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    /** Why it gets no attempts; {@code by} is {@code auto} or {@code member}. */
    record Pause(String by, String reason, Instant sinceAt) {}

    static EndpointBody of(EndpointView view) {
        return of(view, null);
    }

    static EndpointBody of(EndpointView view, @Nullable String secret) {
        Endpoint endpoint = view.endpoint();
        EndpointSpec spec = endpoint.spec();
        return new EndpointBody(
                endpoint.id().toString(),
                spec.url().toString(),
                spec.description(),
                spec.ownerEmail(),
                spec.eventTypes(),
                spec.filter(),
                endpoint.filterVersion(),
                spec.serialize(),
                spec.signature().word(),
                spec.headersUnreadable() ? null : masked(spec.headers()),
                spec.rateLimit(),
                spec.timeout().toMillis(),
                endpoint.status().word(),
                pause(endpoint.paused()),
                view.lastSequence(),
                view.waiting(),
                view.drainedAt(),
                view.lastSuccessAt(),
                view.failingSince(),
                view.lastError(),
                endpoint.createdAt(),
                secret);
    }

    private static @Nullable Pause pause(Endpoint.@Nullable Pause pause) {
        return pause == null ? null : new Pause(pause.automatic() ? "auto" : "member", pause.reason(), pause.since());
    }

    private static Map<String, String> masked(Map<String, String> headers) {
        Map<String, String> masked = new LinkedHashMap<>(headers);
        masked.replaceAll((name, value) -> EndpointRules.MASK);
        return masked;
    }
}
