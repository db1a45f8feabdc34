package dev.atlas.webhooks.endpoint;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whether an endpoint gets attempts. */
public enum EndpointStatus {
    /** Gets its deliveries. */
    ACTIVE,
    /** Gets no attempts; new deliveries are held until somebody resumes it. */
    PAUSED,
    /** Likewise, switched off by its owner. */
    DISABLED,
    /** Gone; kept so that the log stays readable. */
    DELETED;

    /** The word used in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of this word, if there is one. */
    public static Optional<EndpointStatus> find(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** The status of this word. */
    public static EndpointStatus of(String word) {
        return find(word).orElseThrow();
    }
}
