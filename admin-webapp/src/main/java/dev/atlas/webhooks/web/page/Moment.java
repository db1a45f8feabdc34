package dev.atlas.webhooks.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * A point in time as pages show it: relative to now, with the exact time to read on demand. The browser keeps the
 * relative form fresh and adds the reader's time zone.
 */
public record Moment(Instant at, Instant now) {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    public String iso() {
        return ISO.format(at);
    }

    /** {@code now}, {@code 42s ago}, {@code in 3h}: the largest unit that fits. */
    public String relative() {
        Duration distance = Duration.between(at, now).abs();
        if (distance.toSeconds() < 5) {
            return "now";
        }
        String amount = words(distance);
        return at.isBefore(now) ? amount + " ago" : "in " + amount;
    }

    /** {@code 42s}, {@code 3h}: the largest unit that fits. */
    public static String words(Duration distance) {
        if (distance.toSeconds() < 60) {
            return distance.toSeconds() + "s";
        }
        if (distance.toMinutes() < 60) {
            return distance.toMinutes() + "m";
        }
        if (distance.toHours() < 24) {
            return distance.toHours() + "h";
        }
        if (distance.toDays() < 30) {
            return distance.toDays() + "d";
        }
        return distance.toDays() < 365 ? distance.toDays() / 30 + "mo" : distance.toDays() / 365 + "y";
    }
}
