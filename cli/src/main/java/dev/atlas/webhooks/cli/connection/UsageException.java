package dev.atlas.webhooks.cli.connection;

/** Something that the user has written cannot be meant so; the message says what is expected. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
