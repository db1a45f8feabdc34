package dev.atlas.webhooks.dsl.scan;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Decimals as doubles, without ever rounding a verdict. A number's <em>screen</em> is the double of its first 15 significant
 * digits. A <em>plain</em> number has no others and a moderate size; the screens of two plain numbers are equal, less or
 * greater exactly as the numbers are (15 is {@code DBL_DIG}: so many digits survive the way to a double and back). The screen
 * of any other number is never on the wrong side, and a tie with one is decided by the digits.
 */
public final class Numbers {

    private static final int PLAIN_DIGITS = 15;
    private static final int PLAIN_MAGNITUDE = 290;
    /** The greatest power of ten that a double has, and one that divides any 15 digits without coming near its least. */
    private static final int GREATEST = 308;

    private static final int FIRST_STEP = 100;

    /** Each the double next to it; up to 22 exact. */
    private static final double[] POWERS = new double[GREATEST + 1];

    static {
        for (int i = 0; i <= GREATEST; i++) {
            POWERS[i] = Double.parseDouble("1e" + i);
        }
    }

    private Numbers() {}

    /** Whether the number is plain, so that its screen is all that is to be known of it. */
    public static boolean isPlain(BigDecimal amount) {
        Digits digits = digits(amount);
        screen(digits);
        return isPlain(digits);
    }

    /** The screen of a number: with a plain one, all that is to be known of it. */
    public static double screen(BigDecimal amount) {
        return screen(digits(amount));
    }

    private static Digits digits(BigDecimal amount) {
        byte[] text = text(amount);
        Digits digits = new Digits();
        digits.read(text, 0, text.length);
        return digits;
    }

    /** The number in JSON's form, exact. */
    public static byte[] text(BigDecimal amount) {
        return amount.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The screen of a plain number with a short text; NaN for any other, which must be looked at more closely. */
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

    /** The screen of a number that was just read. Its first 15 digits are used up by it. */
    static double screen(Digits number) {
        if (number.sign() == 0) {
            return 0;
        }
        long mantissa = 0;
        for (int i = 0; i < PLAIN_DIGITS; i++) {
            mantissa = mantissa * 10 + number.next();
        }
        int exponent = number.magnitude() - PLAIN_DIGITS;
        while (mantissa % 10 == 0) {
            mantissa /= 10;
            exponent++;
        }
        return number.sign() * scaled(mantissa, exponent);
    }

    /**
     * Within 22 powers of ten correctly rounded. Else it errs by less than two parts in 2^53, where two different numbers of
     * 15 digits differ by five at least, so that their order is kept.
     */
    private static double scaled(long mantissa, int exponent) {
        if (exponent >= 0) {
            return mantissa * power(exponent);
        } else if (exponent >= -GREATEST) {
            return mantissa / POWERS[-exponent];
        }
        return mantissa / POWERS[FIRST_STEP] / power(-exponent - FIRST_STEP);
    }

    private static double power(int exponent) {
        return exponent <= GREATEST ? POWERS[exponent] : Double.POSITIVE_INFINITY;
    }

    /** The {@link Kind} of a number after {@link #screen(Digits)}. */
    static int kind(Digits number) {
        if (!number.isWithinLimits()) {
            return Kind.HUGE;
        }
        return isPlain(number) ? Kind.NUMBER : Kind.LONG_NUMBER;
    }

    /** After {@link #screen(Digits)}. */
    private static boolean isPlain(Digits number) {
        return number.sign() == 0 || (!number.hasMore() && Math.abs(number.magnitude()) <= PLAIN_MAGNITUDE);
    }
}
