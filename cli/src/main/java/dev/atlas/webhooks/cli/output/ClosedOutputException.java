package dev.atlas.webhooks.cli.output;

/** Whoever reads the output has seen enough: {@code atlas deliveries tail | head -1}. */
public final class ClosedOutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ClosedOutputException() {
        super("nobody reads the output any more");
    }
}
