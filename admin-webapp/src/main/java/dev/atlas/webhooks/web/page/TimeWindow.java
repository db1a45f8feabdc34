package dev.atlas.webhooks.web.page;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** The spans of time that pages look back over. */
public enum TimeWindow {
    HOUR("1h", "last hour", Duration.ofHours(1)),
    DAY("24h", "last 24 hours", Duration.ofHours(24)),
    WEEK("7d", "last 7 days", Duration.ofDays(7)),
    MONTH("30d", "last 30 days", Duration.ofDays(30));

    private final String word;
    private final String title;
    private final Duration length;

    TimeWindow(String word, String title, Duration length) {
        this.word = word;
        this.title = title;
        this.length = length;
    }

    public static Optional<TimeWindow> of(String word) {
        return Arrays.stream(values())
                .filter(window -> window.word.equals(word))
                .findFirst();
    }

    /** As in addresses. */
    public String word() {
        return word;
    }

    public String title() {
        return title;
    }

    public Duration length() {
        return length;
    }

    public Instant before(Instant now) {
        return now.minus(length);
    }
}
