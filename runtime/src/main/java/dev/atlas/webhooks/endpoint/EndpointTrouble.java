package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;

/** Why nothing is sent to an endpoint that cannot be read, and what to do, in words. */
public final class EndpointTrouble {
    private static final String LOCKED =
            "the secret, the headers or the certificate of endpoint %s cannot be decrypted,"
                    + " so nothing is sent to it: give the key they were encrypted with as atlas.master-key or"
                    + " atlas.master-key.previous, or give the endpoint new ones; what waits for it goes on by itself then";
    private static final String DAMAGED = "endpoint %s cannot be read, so nothing is sent to it: %s; mend its row in"
            + " atlas_endpoint or delete the endpoint; what waits for it goes on by itself then, and what was published"
            + " meanwhile is made up for";

    private EndpointTrouble() {}

    /** What it needs to be sent to cannot be decrypted. */
    public static String locked(EndpointId id) {
        return LOCKED.formatted(id);
    }

    /**
     * Not even what it asks for is known.
     *
     * @param reason which column, and what is wrong with it
     */
    public static String damaged(EndpointId id, String reason) {
        return DAMAGED.formatted(id, reason);
    }
}
