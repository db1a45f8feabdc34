package dev.atlas.webhooks.replay;

import java.util.Locale;

/** Where a replay stands. */
public enum ReplayStatus {
    RUNNING,
    PAUSED,
    DONE,
    CANCELLED;

    /** The word used in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == DONE || this == CANCELLED;
    }

    static ReplayStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
