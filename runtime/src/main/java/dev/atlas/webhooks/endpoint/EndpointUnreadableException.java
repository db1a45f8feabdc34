package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;

/** The row of an endpoint is damaged: what stands in it is none of what this program writes. */
public final class EndpointUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient EndpointId id;
    private final String reason;

    EndpointUnreadableException(EndpointId id, String reason, Throwable cause) {
        super("endpoint " + id + " cannot be read: " + reason, cause);
        this.id = id;
        this.reason = reason;
    }

    /** The endpoint whose row it is. */
    public EndpointId id() {
        return id;
    }

    /** Which column, and what is wrong with it. */
    public String reason() {
        return reason;
    }
}
