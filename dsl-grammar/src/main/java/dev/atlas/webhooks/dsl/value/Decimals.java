package dev.atlas.webhooks.dsl.value;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads numbers exactly, within the limits that keep every comparison cheap. */
public final class Decimals {

    /** More digits than this, and a number counts as a value of the wrong type. */
    public static final int MAX_DIGITS = 1_000;

    /** A written exponent beyond plus or minus this, and a number counts as a value of the wrong type. */
    public static final int MAX_EXPONENT = 10_000;

    private Decimals() {}

    /** The exact amount of a JSON number's text; empty when it is beyond the limits. */
    public static Optional<BigDecimal> parse(String number) {
        int exponentAt = Math.max(number.indexOf('e'), number.indexOf('E'));
        String mantissa = exponentAt < 0 ? number : number.substring(0, exponentAt);
        if (digits(mantissa) > MAX_DIGITS || (exponentAt >= 0 && !exponentFits(number.substring(exponentAt + 1)))) {
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(number));
    }

    private static int digits(String mantissa) {
        int digits = 0;
        for (int i = 0; i < mantissa.length(); i++) {
            if (mantissa.charAt(i) != '-' && mantissa.charAt(i) != '.') {
                digits++;
            }
        }
        return digits;
    }

    private static boolean exponentFits(String exponent) {
        int start = exponent.startsWith("+") || exponent.startsWith("-") ? 1 : 0;
        while (start < exponent.length() - 1 && exponent.charAt(start) == '0') {
            start++;
        }
        String magnitude = exponent.substring(start);
        return magnitude.length() <= 5 && Integer.parseInt(magnitude) <= MAX_EXPONENT;
    }
}
