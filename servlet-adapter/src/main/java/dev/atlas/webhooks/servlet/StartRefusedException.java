package dev.atlas.webhooks.servlet;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The application does not start, for reasons its operator can remove. The message is all there is to read: it lists
 * every reason, and there is no stack trace.
 */
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefusedException(String message) {
        super(message, null, false, false);
    }

    StartRefusedException(List<String> reasons) {
        this(reasons.stream()
                .map(reason -> "%n  - %s".formatted(reason))
                .collect(Collectors.joining("", "Atlas Webhooks cannot start:", "")));
    }
}
