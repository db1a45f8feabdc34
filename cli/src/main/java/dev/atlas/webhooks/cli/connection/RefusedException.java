package dev.atlas.webhooks.cli.connection;

import tools.jackson.databind.JsonNode;

/** The server has refused a request, with an RFC 9457 problem. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient JsonNode problem;
    private final int status;

    RefusedException(int status, JsonNode problem, String message) {
        super(message);
        this.status = status;
        this.problem = problem;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The problem as the server wrote it. */
    public JsonNode problem() {
        return problem;
    }

    /** Whether it is the key that is wrong, or may not do this. */
    public boolean isForbidden() {
        return status == 401 || status == 403;
    }
}
