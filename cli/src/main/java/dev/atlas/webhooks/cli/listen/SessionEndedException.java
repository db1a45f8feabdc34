package dev.atlas.webhooks.cli.listen;

/** The server has ended the session: it was deleted, or another listener has taken it up. */
public final class SessionEndedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    SessionEndedException(String reason) {
        super("the session has ended: " + reason);
    }
}
