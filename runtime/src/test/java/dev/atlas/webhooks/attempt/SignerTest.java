package dev.atlas.webhooks.attempt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignerTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    private static final Instant AT = Instant.ofEpochSecond(1614265330L, 999_999_999);
    private static final long NO_TOLERANCE = 0;

    @Test
    void stripesOwnLibraryVerifiesAnyBody() throws SignatureVerificationException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            String body = random.ints(i, 0, i % 2 == 0 ? 0x80 : Character.MAX_CODE_POINT + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            byte[] bytes = body.getBytes(UTF_8);
            String header = Signer.atlasSignature(List.of(OLD), AT, bytes);

            assertThat(Webhook.Signature.verifyHeader(new String(bytes, UTF_8), header, OLD, NO_TOLERANCE))
                    .isTrue();
        }
    }

    @Test
    void duringARotationBothSecretsVerifyAndTheNewestComesFirst() throws SignatureVerificationException {
        String header = Signer.atlasSignature(List.of(NEW, OLD), AT, "{}".getBytes(UTF_8));

        assertThat(Webhook.Signature.verifyHeader("{}", header, OLD, NO_TOLERANCE))
                .isTrue();
        assertThat(Webhook.Signature.verifyHeader("{}", header, NEW, NO_TOLERANCE))
                .isTrue();
        assertThat(header).startsWith(Signer.atlasSignature(List.of(NEW), AT, "{}".getBytes(UTF_8)) + ",v1=");
    }

    @Test
    void stripesOwnLibraryRefusesAChangedBodyAndAnotherSecret() {
        String header = Signer.atlasSignature(List.of(OLD), AT, "{}".getBytes(UTF_8));

        assertThatThrownBy(() -> Webhook.Signature.verifyHeader("{ }", header, OLD, NO_TOLERANCE))
                .isInstanceOf(SignatureVerificationException.class);
        assertThatThrownBy(() -> Webhook.Signature.verifyHeader("{}", header, NEW, NO_TOLERANCE))
                .isInstanceOf(SignatureVerificationException.class);
    }

    /** The vector in the test suites of the Standard Webhooks libraries. */
    @Test
    void theKnownStandardWebhooksVectorIsReproduced() {
        String value = Signer.standardWebhooks(
                List.of(OLD), "msg_p5jXN8AQM9LWM0D4loKWxJek", AT, "{\"test\": 2432232314}".getBytes(UTF_8));

        assertThat(value).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void standardWebhooksSignaturesOfSeveralSecretsAreSeparatedBySpaces() {
        byte[] body = "{}".getBytes(UTF_8);
        assertThat(Signer.standardWebhooks(List.of(NEW, OLD), "msg_1", AT, body))
                .isEqualTo(Signer.standardWebhooks(List.of(NEW), "msg_1", AT, body) + " "
                        + Signer.standardWebhooks(List.of(OLD), "msg_1", AT, body));
    }

    @Test
    void aSecretOfAnotherShapeIsRefusedWithoutBeingShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Signer.standardWebhooks(List.of("hunter2"), "msg_1", AT, new byte[0]))
                .withMessage("a signing secret does not begin with whsec_");
    }
}
