package dev.atlas.webhooks.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How far back numbers are looked at, and in which steps they are shown. */
public enum Window {
    HOUR("1h", Duration.ofHours(1), Duration.ofMinutes(1)),
    SIX_HOURS("6h", Duration.ofHours(6), Duration.ofMinutes(5)),
    DAY("24h", Duration.ofHours(24), Duration.ofMinutes(15)),
    WEEK("7d", Duration.ofDays(7), Duration.ofHours(2)),
    MONTH("30d", Duration.ofDays(30), Duration.ofHours(6));

    private final String word;
    private final Duration length;
    private final Duration step;

    Window(String word, Duration length, Duration step) {
        this.word = word;
        this.length = length;
        this.step = step;
    }

    /** The word used in the API. */
    public String word() {
        return word;
    }

    /** How far back it goes. */
    public Duration length() {
        return length;
    }

    /** The time that one point of the series stands for. */
    public Duration step() {
        return step;
    }

    /** The window of that word. */
    public static Optional<Window> of(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst();
    }
}
