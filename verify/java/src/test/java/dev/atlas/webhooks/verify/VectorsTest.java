package dev.atlas.webhooks.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

    @ParameterizedTest
    @MethodSource("dev.atlas.webhooks.verify.Vector#all")
    void everyVectorIsDecidedAsItSays(Vector vector) {
        assertThat(decide(vector)).isEqualTo(vector.expect());
    }

    static Stream<Vector> thatStripeCanBeAsked() {
        // Its library takes text for a body, and throws a NullPointerException when there is no header.
        return Vector.all()
                .filter(v -> v.header() != null
                        && Arrays.equals(new String(v.payload(), UTF_8).getBytes(UTF_8), v.payload()));
    }

    @ParameterizedTest
    @MethodSource("thatStripeCanBeAsked")
    void stripesOwnLibraryDecidesAlike(Vector vector) throws SignatureVerificationException {
        if (vector.stripe().equals("ok")) {
            assertThat(askStripe(vector)).isTrue();
        } else {
            // On some malformed headers its parser breaks instead of refusing.
            assertThatThrownBy(() -> askStripe(vector))
                    .isInstanceOfAny(
                            SignatureVerificationException.class,
                            NumberFormatException.class,
                            ArrayIndexOutOfBoundsException.class);
        }
    }

    @Test
    void thereIsAVectorForEveryReason() {
        assertThat(Vector.all().map(Vector::expect).distinct())
                .contains("ok")
                .containsAll(Stream.of(VerificationException.Reason.values())
                        .map(reason -> reason.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static String decide(Vector vector) {
        try {
            Event event = Webhooks.verify(
                    vector.payload(), vector.header(), vector.secret(), vector.tolerance(), vector.now());
            assertThat(event.id()).isEqualTo(vector.members().at("/event/id").asString());
            assertThat(event.type())
                    .isEqualTo(vector.members().at("/event/type").asString());
            return "ok";
        } catch (VerificationException e) {
            assertThat(e).message().isNotBlank().doesNotContain(vector.secret());
            return e.reason().name().toLowerCase(Locale.ROOT);
        }
    }

    private static boolean askStripe(Vector vector) throws SignatureVerificationException {
        return Webhook.Signature.verifyHeader(
                new String(vector.payload(), UTF_8),
                vector.header(),
                vector.secret(),
                vector.tolerance().toSeconds(),
                Clock.fixed(vector.now(), ZoneOffset.UTC));
    }
}
