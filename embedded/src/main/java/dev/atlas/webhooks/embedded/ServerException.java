package dev.atlas.webhooks.embedded;

import java.io.Serial;

/** A server could not be unpacked, started or used; the message is meant for the person who started it. */
public final class ServerException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
