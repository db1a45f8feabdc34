package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.Endpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it is shown.
 *
 * @param waiting how many deliveries are held for it
 * @param drainedAt when they will all be delivered, at the pace of the drain so far; null unless they are being let go
 * @param failingSince the first failure after its last success
 */
public record EndpointView(
        Endpoint endpoint,
        long lastSequence,
        long waiting,
        @Nullable Instant drainedAt,
        @Nullable Instant lastSuccessAt,
        @Nullable Instant failingSince,
        @Nullable String lastError) {
    /** Another one after every change that an editor must know of. */
    public String tag() {
        return EndpointFacts.tag(endpoint);
    }
}
