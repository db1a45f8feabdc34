package dev.atlas.webhooks.cli.connection;

/** The server does not answer, or not as Atlas Webhooks does. */
public final class UnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreachableException(String message) {
        super(message);
    }
}
