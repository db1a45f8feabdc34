package dev.atlas.webhooks.pause;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a delivery that died takes its endpoint out of service (contract, section 4). */
public final class PausePolicy {
    private PausePolicy() {}

    /**
     * Whether this death pauses the endpoint.
     *
     * @param gone whether the endpoint itself said 410
     * @param mayPause false for deliveries that were started by hand or by a replay
     * @param firstAttempt when the dead delivery's schedule began
     * @param lastSuccess the endpoint's last success at any delivery; null if it never had one
     * @return false when the endpoint has taken something since: then the payload is at fault, not the endpoint
     */
    public static boolean pauses(boolean gone, boolean mayPause, Instant firstAttempt, @Nullable Instant lastSuccess) {
        return mayPause && (gone || lastSuccess == null || lastSuccess.isBefore(firstAttempt));
    }
}
