package dev.atlas.webhooks.verify;

/** A request that is not to be trusted: answer it with status 400. The message never holds the secret. */
public final class VerificationException extends Exception {
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    public enum Reason {
        /** The request has no {@code Atlas-Signature}. */
        NO_HEADER,
        /** The header is not of the form {@code t=<unix seconds>,v1=<hex>}. */
        MALFORMED_HEADER,
        /** No {@code v1} is the signature of this body with this secret. */
        NO_MATCH,
        /** Signed rightly, but longer ago than is tolerated: it may be a replay. */
        TOO_OLD,
        /** Signed rightly, but further in the future than is tolerated: one of the two clocks is wrong. */
        TOO_NEW,
        /** Signed rightly, but the body is no event. */
        NOT_AN_EVENT
    }

    private final Reason reason;

    VerificationException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
