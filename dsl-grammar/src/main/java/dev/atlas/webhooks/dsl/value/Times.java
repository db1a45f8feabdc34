package dev.atlas.webhooks.dsl.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO-8601 dates and instants: {@code 2026-01-31} is midnight UTC, a time without an offset is UTC, fractions count
 * to the nanosecond and a leap second is the first second of the next minute.
 */
public final class Times {

    private static final int LONGEST = 64;

    private static final Pattern ISO = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:[Tt ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d+))?)?([Zz]|[+-]\\d\\d(?::?\\d\\d)?)?)?");

    private Times() {}

    /** The instant that a text names; empty when it is no ISO-8601 date or instant. */
    public static Optional<Instant> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher iso = ISO.matcher(text);
        if (!iso.matches()) {
            return Optional.empty();
        }
        int year = number(iso, 1);
        int month = number(iso, 2);
        int day = number(iso, 3);
        int hour = number(iso, 4);
        int minute = number(iso, 5);
        int second = number(iso, 6);
        if (month < 1
                || month > 12
                || day < 1
                || day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return Optional.empty();
        }
        Optional<Integer> offset = offsetSeconds(iso.group(8));
        if (hour > 23 || minute > 59 || second > 60 || offset.isEmpty()) {
            return Optional.empty();
        }
        long midnight = LocalDate.of(year, month, day).atStartOfDay().toEpochSecond(ZoneOffset.UTC);
        return Optional.of(Instant.ofEpochSecond(
                midnight + hour * 3600L + minute * 60L + second - offset.get(), nanos(iso.group(7))));
    }

    /** The instant as Unix seconds, exact. */
    public static BigDecimal unixSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond()).add(BigDecimal.valueOf(instant.getNano(), 9));
    }

    private static int number(Matcher iso, int group) {
        String digits = iso.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }

    private static Optional<Integer> offsetSeconds(@Nullable String zone) {
        if (zone == null || zone.equalsIgnoreCase("Z")) {
            return Optional.of(0);
        }
        String digits = zone.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.substring(0, 2));
        int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
        int seconds = hours * 3600 + minutes * 60;
        return hours > 23 || minutes > 59 ? Optional.empty() : Optional.of(zone.startsWith("-") ? -seconds : seconds);
    }
}
