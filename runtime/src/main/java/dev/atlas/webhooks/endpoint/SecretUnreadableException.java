package dev.atlas.webhooks.endpoint;

/** A stored secret cannot be decrypted. The message names the ids of the keys involved, never a key or a secret. */
public final class SecretUnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SecretUnreadableException(String message) {
        super(message);
    }

    SecretUnreadableException(String message, Throwable cause) {
        super(message, cause);
    }
}
