package dev.atlas.webhooks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.json.JsonMapper;

class JsonTextTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Property(tries = 200)
    void anyStringComesBackThroughUtf8(@ForAll("anyChars") String text) {
        byte[] sent = JsonText.of(text).getBytes(StandardCharsets.UTF_8);
        assertThat(JSON.readValue(sent, String.class)).isEqualTo(text);
    }

    @Property(tries = 200)
    void whatIsWrittenCountsAsAnObject(@ForAll("anyChars") String text) {
        String json = "{" + JsonText.of(text) + ":" + JsonText.of(text) + "}";
        assertThat(ObjectText.checked("data", json)).isEqualTo(json);
    }

    @Property(tries = 200)
    void anyExactNumberKeepsItsValueAndScale(@ForAll BigDecimal decimal, @ForAll BigInteger whole) {
        assertThat(JSON.readValue(JsonText.of("n", decimal), BigDecimal.class)).isEqualTo(decimal);
        assertThat(JSON.readValue(JsonText.of("n", whole), BigInteger.class)).isEqualTo(whole);
    }

    @Property(tries = 200)
    void anyFiniteDoubleComesBack(@ForAll double number) {
        assertThat(JSON.readValue(JsonText.of("n", number), Double.class)).isEqualTo(number);
    }

    @Property(tries = 200)
    void anyListComesBackInItsOrder(@ForAll List<Double> numbers) {
        assertThat(JSON.readTree(JsonText.of("list", numbers))).isEqualTo(JSON.valueToTree(numbers));
    }

    /** Every UTF-16 unit, so also halves of surrogate pairs, and often the ones that need care. */
    @Provide
    Arbitrary<String> anyChars() {
        return Arbitraries.oneOf(
                        Arbitraries.chars().all(),
                        Arbitraries.chars().range('\ud800', '\udfff'),
                        Arbitraries.chars().with('"', '\\', '{', '}', '\u0000', '\u007f', '\u2028'))
                .list()
                .ofMaxSize(40)
                .map(chars -> chars.stream()
                        .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                        .toString());
    }
}
