package dev.atlas.webhooks.alert;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What people can be told about. Each kind can be switched off, for a workspace and for one endpoint. */
public enum AlertKind {
    FAILING("an endpoint has taken nothing for an hour", Duration.ofHours(24)),
    PAUSED("an endpoint was paused because a delivery died", Duration.ofMinutes(10)),
    DEAD_LETTERS("deliveries died (one mail an hour for each endpoint)", Duration.ofHours(1)),
    RECOVERED("an endpoint takes deliveries again", Duration.ofMinutes(10)),
    SECRET_EXPIRING("an endpoint's old secret ends soon", Duration.ZERO),
    BACKLOG("deliveries of an endpoint are overdue", Duration.ofHours(6));

    private final String title;
    private final Duration interval;

    AlertKind(String title, Duration interval) {
        this.title = title;
        this.interval = interval;
    }

    /** When it is sent, in a few words. */
    public String title() {
        return title;
    }

    /** The least time between two mails about the same endpoint; what happens meanwhile is told in the second. */
    public Duration interval() {
        return interval;
    }

    /** The word used in tables and in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of that word. */
    public static Optional<AlertKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
