package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.EndpointId;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event at one endpoint.
 *
 * @param delivery null when the endpoint did not match
 * @param filterVersion the version of the endpoint's filter that decided; null when there was none yet
 * @param reason why it did not match; null when it did
 */
public record Decision(
        EndpointId endpoint,
        @Nullable DeliveryView delivery,
        @Nullable Integer filterVersion,
        @Nullable String reason) {
    /** The delivery's status, or {@code not_matched}. */
    public String word() {
        return delivery == null ? "not_matched" : delivery.delivery().status().word();
    }
}
