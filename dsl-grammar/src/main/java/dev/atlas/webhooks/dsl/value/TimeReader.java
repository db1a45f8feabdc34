package dev.atlas.webhooks.dsl.value;

/**
 * Reads ISO-8601 dates and instants from bytes, again and again without allocating: {@code 2026-01-31} is midnight UTC, a time
 * without an offset is UTC, fractions count to the nanosecond and a leap second is the first second of the next minute.
 */
public final class TimeReader {

    private static final int LONGEST = 64;
    private static final int NANO_DIGITS = 9;
    private static final int[] DAYS_BEFORE_MONTH = {0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private byte[] text = {};
    private int at;
    private int end;
    private boolean isTime;
    private long seconds;
    private int nanos;

    /** Whether a text is a date or an instant, which is then known until the next one is read. */
    public boolean read(byte[] bytes, int from, int to) {
        text = bytes;
        at = from;
        end = to;
        nanos = 0;
        isTime = to - from <= LONGEST;
        seconds = date();
        if (at < end && isTime) {
            isTime = skip('T') || skip('t') || skip(' ');
            seconds += timeOfDay() - offset();
        }
        return isTime && at == end;
    }

    /** Unix seconds, and {@link #nanos} behind them. */
    public long seconds() {
        return seconds;
    }

    public int nanos() {
        return nanos;
    }

    private long date() {
        int year = number(4, 0, 9_999);
        isTime &= skip('-');
        int month = number(2, 1, 12);
        isTime &= skip('-');
        boolean isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        int leapDay = isLeap && month == 2 ? 1 : 0;
        int day = number(2, 1, DAYS_BEFORE_MONTH[month + 1] - DAYS_BEFORE_MONTH[month] + leapDay);
        // Leap years before this one, the year 0 among them.
        int leaps = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1;
        int daysThisYear = DAYS_BEFORE_MONTH[month] + (isLeap && month > 2 ? 1 : 0) + day - 1;
        return (year * 365L + leaps + daysThisYear - 719_528) * 86_400;
    }

    private long timeOfDay() {
        int hour = number(2, 0, 23);
        isTime &= skip(':');
        int minute = number(2, 0, 59);
        int second = 0;
        if (skip(':')) {
            second = number(2, 0, 60);
            if (skip('.') || skip(',')) {
                fraction();
            }
        }
        return hour * 3_600L + minute * 60L + second;
    }

    private void fraction() {
        int from = at;
        while (at < end && isDigit(text[at])) {
            nanos = at - from < NANO_DIGITS ? nanos * 10 + text[at] - '0' : nanos;
            at++;
        }
        isTime &= at > from;
        for (int digits = at - from; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
    }

    private int offset() {
        if (at == end || skip('Z') || skip('z')) {
            return 0;
        }
        boolean west = skip('-');
        isTime &= west || skip('+');
        int offset = number(2, 0, 23) * 3_600;
        if (at < end) {
            skip(':');
            offset += number(2, 0, 59) * 60;
        }
        return west ? -offset : offset;
    }

    /** A number of so many digits within these bounds; the least one, if it is none. */
    private int number(int digits, int least, int most) {
        int number = 0;
        for (int i = 0; i < digits; i++) {
            boolean isDigit = at < end && isDigit(text[at]);
            isTime &= isDigit;
            number = isDigit ? number * 10 + text[at] - '0' : number;
            at++;
        }
        boolean fits = number >= least && number <= most;
        isTime &= fits;
        return fits ? number : least;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private boolean skip(char character) {
        boolean there = at < end && text[at] == character;
        at += there ? 1 : 0;
        return there;
    }
}
