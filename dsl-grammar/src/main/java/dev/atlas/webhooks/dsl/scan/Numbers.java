package dev.atlas.webhooks.dsl.scan;

import dev.atlas.webhooks.dsl.value.Decimals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;

/**
 * Decimals as doubles, without ever rounding a verdict. A <em>plain</em> number has at most 15 significant digits and a
 * moderate size; plain numbers are equal, less or greater exactly as their doubles are (15 is {@code DBL_DIG}: so many digits
 * survive the way to a double and back). With any other number a tie between doubles is decided by the decimals.
 */
public final class Numbers {

    private static final int PLAIN_DIGITS = 15;
    private static final int PLAIN_EXPONENT = 290;
    private static final MathContext BACK = new MathContext(PLAIN_DIGITS);
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private Numbers() {}

    public static boolean isPlain(BigDecimal amount) {
        if (amount.signum() == 0) {
            return true;
        }
        BigDecimal digits = amount.stripTrailingZeros();
        long exponent = (long) digits.precision() - digits.scale();
        return digits.precision() <= PLAIN_DIGITS && Math.abs(exponent) <= PLAIN_EXPONENT;
    }

    /** The amount of a plain number, from its double. */
    public static BigDecimal exact(double plain) {
        return new BigDecimal(plain).round(BACK);
    }

    /** The double of a plain number with a short text; NaN for any other, which must be looked at more closely. */
    static double quick(byte[] json, int from, int to) {
        boolean negative = json[from] == '-';
        int start = negative ? from + 1 : from;
        if (to - start > PLAIN_DIGITS + 1) {
            return Double.NaN;
        }
        long mantissa = 0;
        int point = to - 1;
        for (int i = start; i < to; i++) {
            int c = json[i];
            if (c >= '0' && c <= '9') {
                mantissa = mantissa * 10 + c - '0';
            } else if (c == '.') {
                point = i;
            } else {
                return Double.NaN;
            }
        }
        if (to - start > PLAIN_DIGITS && point == to - 1) {
            return Double.NaN;
        }
        // Both are exact, so the one division is correctly rounded.
        double amount = mantissa / POWERS[to - 1 - point];
        return negative && mantissa != 0 ? -amount : amount;
    }

    /** A number as {@link Kind} and double. */
    record Reading(int kind, double amount) {}

    /** Any number, the slow way. */
    static Reading read(byte[] json, int from, int to) {
        return Decimals.parse(digits(json, from, to))
                .map(amount -> new Reading(isPlain(amount) ? Kind.NUMBER : Kind.LONG_NUMBER, amount.doubleValue()))
                .orElse(new Reading(Kind.HUGE, Double.NaN));
    }

    static String digits(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** The exact amount of a number that is within the limits. */
    static BigDecimal amount(byte[] json, int from, int to) {
        return Decimals.parse(digits(json, from, to)).orElseThrow();
    }
}
