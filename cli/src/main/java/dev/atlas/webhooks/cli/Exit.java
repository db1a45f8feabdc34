package dev.atlas.webhooks.cli;

/** The exit codes; scripts rely on them, and README.md explains them. */
public final class Exit {
    public static final int OK = 0;

    /** The server refused it, or what was asked about is not so: an invalid filter, an event that does not match. */
    public static final int FAILED = 1;

    /** The command line is wrong. */
    public static final int USAGE = 2;

    /** No key, a wrong one, or one that may not do this. */
    public static final int FORBIDDEN = 3;

    /** The server cannot be reached or is broken. */
    public static final int UNREACHABLE = 4;

    /** {@code listen --exit-code}: something that was forwarded was not answered with 2xx. */
    public static final int NOT_TAKEN = 5;

    /** {@code listen --once --timeout}: nothing came in time. */
    public static final int TIMEOUT = 6;

    private Exit() {}
}
