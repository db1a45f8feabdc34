package dev.atlas.webhooks.dsl.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.dsl.value.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumbersTest {

    private static final int PAIRS = 200_000;
    private static final MathContext FIRST_DIGITS = new MathContext(15, RoundingMode.DOWN);
    /** Where doubles change their ways: exact powers, the least and the greatest, and the ends of what is plain. */
    private static final List<Integer> MAGNITUDES = List.of(
            -9_990, -345, -324, -309, -308, -291, -290, -23, -1, 0, 1, 15, 16, 22, 23, 37, 290, 291, 308, 309, 9_990);

    @Test
    void digitsAndScreensPutNumbersInTheOrderOfTheirDecimals() {
        Random random = new Random(7);
        for (int i = 0; i < PAIRS; i++) {
            BigDecimal a = any(random);
            BigDecimal b = near(a, random);
            String left = written(a, random);
            String right = written(b, random);
            int order = Integer.signum(a.compareTo(b));
            assertThat(digits(left).compareTo(digits(right)))
                    .as("%s and %s", left, right)
                    .isEqualTo(order);

            double screen = Numbers.screen(digits(left));
            double others = Numbers.screen(digits(right));
            assertThat(Numbers.screen(a)).as(left).isEqualTo(screen);
            if (screen != others) {
                assertThat(Double.compare(screen, others))
                        .as("%s and %s", left, right)
                        .isEqualTo(order);
            } else if (Numbers.isPlain(a)) {
                int side = Numbers.isPlain(b) ? 0 : b.signum();
                assertThat(-side).as("%s and %s", left, right).isEqualTo(order);
            }
        }
    }

    @Test
    void aNumberIsOfTheKindOfItsDecimal() {
        Random random = new Random(8);
        for (int i = 0; i < PAIRS; i++) {
            BigDecimal a = any(random);
            String text = written(a, random);
            Digits digits = digits(text);
            double screen = Numbers.screen(digits);
            assertThat(Numbers.isPlain(a)).as(text).isEqualTo(isPlain(a));
            int expected = Decimals.parse(text).isEmpty() ? Kind.HUGE : isPlain(a) ? Kind.NUMBER : Kind.LONG_NUMBER;
            assertThat(Numbers.kind(digits)).as(text).isEqualTo(expected);
            double quick = Numbers.quick(bytes(text), 0, text.length());
            assertThat(quick).as(text).isIn(screen, Double.NaN);
        }
    }

    @Test
    void limitsAreThoseOfDecimals() {
        for (String text : List.of(
                "1e10000",
                "1e10001",
                "1e-10000",
                "1E-10001",
                "0e10001",
                "1e+0000010000",
                "1e99999999999",
                "9".repeat(1_000),
                "9".repeat(1_001),
                "0." + "0".repeat(999),
                "0." + "0".repeat(1_000),
                "-1." + "0".repeat(999) + "e5")) {
            Optional<BigDecimal> amount = Decimals.parse(text);
            assertThat(digits(text).isWithinLimits()).as(text).isEqualTo(amount.isPresent());
        }
    }

    @Test
    void aWholePartIsTheLowestBitsOfTheDecimals() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal a = any(random);
            assertThat(digits(written(a, random)).whole()).as("%s", a).isEqualTo(a.longValue());
        }
    }

    /** What the class says of plain numbers, told of decimals. */
    private static boolean isPlain(BigDecimal amount) {
        BigDecimal digits = amount.stripTrailingZeros();
        return amount.signum() == 0
                || (digits.precision() <= 15 && Math.abs((long) digits.precision() - digits.scale()) <= 290);
    }

    private static BigDecimal any(Random random) {
        BigDecimal mantissa = new BigDecimal(new BigInteger(1 + random.nextInt(80), random))
                .multiply(BigDecimal.TEN.pow(random.nextInt(4)));
        int magnitude = random.nextBoolean()
                ? random.nextInt(40) - 20
                : MAGNITUDES.get(random.nextInt(MAGNITUDES.size())) + random.nextInt(3) - 1;
        BigDecimal amount = mantissa.scaleByPowerOfTen(magnitude - mantissa.precision());
        return random.nextBoolean() ? amount : amount.negate();
    }

    /** The same, next to it at some digit, its first digits alone, its negative, or another one. */
    private static BigDecimal near(BigDecimal a, Random random) {
        BigDecimal step = BigDecimal.ONE.scaleByPowerOfTen(a.precision() - a.scale() - 1 - random.nextInt(30));
        return switch (random.nextInt(6)) {
            case 0 -> a;
            case 1 -> a.add(step);
            case 2 -> a.subtract(step);
            case 3 -> a.round(FIRST_DIGITS);
            case 4 -> a.negate();
            default -> any(random);
        };
    }

    /** One of the ways in which JSON can write it. */
    private static String written(BigDecimal amount, Random random) {
        boolean small = Math.abs(amount.precision() - amount.scale()) < 400 && Math.abs(amount.scale()) < 400;
        if (small && random.nextBoolean()) {
            String plain = amount.toPlainString();
            return plain.contains(".") && random.nextBoolean() ? plain + "000" : plain;
        }
        int shift = random.nextInt(5) - 2;
        String mantissa = amount.scaleByPowerOfTen(amount.scale() + shift).toPlainString();
        int exponent = -amount.scale() - shift;
        return mantissa
                + (random.nextBoolean() ? "e" : "E")
                + (exponent >= 0 && random.nextBoolean() ? "+" : "")
                + exponent;
    }

    private static Digits digits(String text) {
        byte[] bytes = bytes(" " + text + " ");
        Digits digits = new Digits();
        digits.read(bytes, 1, bytes.length - 1);
        return digits;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
