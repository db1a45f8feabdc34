package dev.atlas.webhooks.endpoint;

import java.util.Locale;

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

    /** The status of this word. */
    public static EndpointStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
