package dev.atlas.webhooks.quickstart;

import java.io.Serial;

/** The quickstart cannot go on; the message is for the person who started it. */
final class QuickstartException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    QuickstartException(String message) {
        super(message);
    }

    QuickstartException(String message, Throwable cause) {
        super(message, cause);
    }
}
