package dev.atlas.webhooks.pipeline;

/** The product cannot start; the message is for the person who starts it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
