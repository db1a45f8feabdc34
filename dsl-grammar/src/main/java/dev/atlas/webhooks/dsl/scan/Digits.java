package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.value.Decimals;

/**
 * The digits of a number in JSON's form, taken from its bytes without allocating: {@code 0.d₁d₂d₃… × 10^magnitude}, where
 * {@code d₁} is not 0. Made to be filled again and again; not thread-safe.
 */
final class Digits {

    /** More than any exponent that counts; keeps sums of them far from the ends of an {@code int}. */
    private static final int HUGE_EXPONENT = 1_000_000;

    private byte[] text = {};
    private int at;
    private int end;
    private int sign;
    private int magnitude;
    private boolean within;

    void read(byte[] number, int from, int to) {
        text = number;
        boolean negative = number[from] == '-';
        int digits = 0;
        int zeros = 0;
        int whole = -1;
        at = -1;
        for (end = negative ? from + 1 : from; end < to && (text[end] | 0x20) != 'e'; end++) {
            if (text[end] == '.') {
                whole = digits;
            } else {
                digits++;
                if (at < 0 && text[end] == '0') {
                    zeros++;
                } else if (at < 0) {
                    at = end;
                }
            }
        }
        int exponent = end < to ? exponent(end + 1, to) : 0;
        within = digits <= Decimals.MAX_DIGITS && Math.abs(exponent) <= Decimals.MAX_EXPONENT;
        magnitude = (whole < 0 ? digits : whole) - zeros + exponent;
        sign = at < 0 ? 0 : negative ? -1 : 1;
        at = at < 0 ? end : at;
    }

    private int exponent(int from, int to) {
        int start = text[from] == '-' || text[from] == '+' ? from + 1 : from;
        int exponent = 0;
        for (int i = start; i < to; i++) {
            exponent = Math.min(exponent * 10 + text[i] - '0', HUGE_EXPONENT);
        }
        return text[from] == '-' ? -exponent : exponent;
    }

    /** Whether the language takes it for a number, see {@link Decimals}. */
    boolean isWithinLimits() {
        return within;
    }

    int sign() {
        return sign;
    }

    /** The power of ten that is above it, and not above ten times it; means nothing for 0. */
    int magnitude() {
        return magnitude;
    }

    /** The next digit, from the first that is not 0; after the last one always 0. */
    int next() {
        if (at < end && text[at] == '.') {
            at++;
        }
        return at < end ? text[at++] - '0' : 0;
    }

    /** Whether a digit that is not 0 is still to come. */
    boolean hasMore() {
        while (at < end && (text[at] == '0' || text[at] == '.')) {
            at++;
        }
        return at < end;
    }

    /** The order of two numbers that were just read; both are used up by it. */
    int compareTo(Digits other) {
        if (sign != other.sign || sign == 0) {
            return Integer.compare(sign, other.sign);
        } else if (magnitude != other.magnitude) {
            return sign * Integer.compare(magnitude, other.magnitude);
        }
        int side = 0;
        while (side == 0 && (at < end || other.at < other.end)) {
            side = Integer.compare(next(), other.next());
        }
        return sign * side;
    }

    /** The lowest 64 bits of the number without its fraction, as {@link java.math.BigDecimal#longValue} gives them; used up by it. */
    long whole() {
        long whole = 0;
        for (int i = 0; i < magnitude; i++) {
            whole = whole * 10 + next();
        }
        return sign < 0 ? -whole : whole;
    }
}
