package dev.atlas.webhooks.standalone;

import java.io.Serial;

/** The server could not start; the message is for the person who started it and says what to change. */
public final class StartException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
