package dev.atlas.webhooks.dsl;

/** The {@code data} or {@code previous} of an event is not one JSON object, or is nested too deeply. */
public final class MalformedEventException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedEventException(String message) {
        super(message);
    }

    public MalformedEventException(String message, Throwable cause) {
        super(message, cause);
    }
}
