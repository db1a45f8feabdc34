package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as it stands.
 *
 * @param paused why it gets no attempts; null unless the status is PAUSED
 */
public record Endpoint(
        EndpointId id,
        EndpointSpec spec,
        int filterVersion,
        EndpointStatus status,
        EndpointFlow flow,
        @Nullable Pause paused,
        Instant createdAt) {

    /** Whether new deliveries are held instead of sent. */
    public boolean holdsBack() {
        return status != EndpointStatus.ACTIVE || flow != EndpointFlow.OPEN;
    }

    /** Whether its deliveries are taken by a listener at the API instead of being sent. */
    public boolean isListener() {
        return EndpointSpec.LISTENER_SCHEME.equals(spec.url().getScheme());
    }

    /**
     * A pause.
     *
     * @param automatic whether the engine did it, not a member
     */
    public record Pause(boolean automatic, String reason, Instant since) {}
}
