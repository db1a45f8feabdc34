package dev.atlas.webhooks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TRIES = 200;
    private static final String CAREFUL = "\"\\{}\u0000\u007f\u2028";

    /** Every UTF-16 unit, so also halves of surrogate pairs, and often the ones that need care. */
    static Stream<String> texts() {
        Random random = new Random(1);
        return IntStream.range(0, TRIES).mapToObj(i -> random.ints(random.nextInt(40), 0, 3)
                .map(kind -> switch (kind) {
                    case 0 -> random.nextInt(Character.MAX_VALUE + 1);
                    case 1 -> random.nextInt(Character.MIN_SURROGATE, Character.MAX_SURROGATE + 1);
                    default -> CAREFUL.charAt(random.nextInt(CAREFUL.length()));
                })
                .collect(StringBuilder::new, (text, unit) -> text.append((char) unit), StringBuilder::append)
                .toString());
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void anyStringComesBackThroughUtf8(String text) {
        byte[] sent = JsonText.of(text).getBytes(StandardCharsets.UTF_8);
        assertThat(JSON.readValue(sent, String.class)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("texts")
    void whatIsWrittenCountsAsAnObject(String text) {
        String json = "{" + JsonText.of(text) + ":" + JsonText.of(text) + "}";
        assertThat(ObjectText.checked("data", json)).isEqualTo(json);
    }

    static Stream<BigInteger> wholeNumbers() {
        Random random = new Random(2);
        return IntStream.range(0, TRIES)
                .mapToObj(bits ->
                        random.nextBoolean() ? new BigInteger(bits, random) : new BigInteger(bits, random).negate());
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void anyExactNumberKeepsItsValueAndScale(BigInteger whole) {
        BigDecimal decimal = new BigDecimal(whole, whole.bitCount() - 20);
        assertThat(JSON.readValue(JsonText.of("n", decimal), BigDecimal.class)).isEqualTo(decimal);
        assertThat(JSON.readValue(JsonText.of("n", whole), BigInteger.class)).isEqualTo(whole);
    }

    static Stream<Double> finiteNumbers() {
        Random random = new Random(3);
        return Stream.concat(
                Stream.of(0.0, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, -1e21, 0.1),
                Stream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                        .filter(Double::isFinite)
                        .limit(TRIES));
    }

    @ParameterizedTest
    @MethodSource("finiteNumbers")
    void anyFiniteDoubleComesBack(double number) {
        assertThat(JSON.readValue(JsonText.of("n", number), Double.class)).isEqualTo(number);
    }

    @ParameterizedTest
    @MethodSource("finiteNumbers")
    void anyListComesBackInItsOrder(double number) {
        for (List<Double> numbers : List.of(List.<Double>of(), List.of(number), List.of(number, 1.5, -number))) {
            assertThat(JSON.readTree(JsonText.of("list", numbers))).isEqualTo(JSON.valueToTree(numbers));
        }
    }
}
