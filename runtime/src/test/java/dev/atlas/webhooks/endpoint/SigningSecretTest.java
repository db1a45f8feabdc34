package dev.atlas.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningSecretTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void aNewSecretHoldsThirtyTwoRandomBytes() {
        assertThat(SigningSecret.generate(random).value()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(SigningSecret.generate(random)).isNotEqualTo(SigningSecret.generate(random));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_", "whsec_c2hvcnQ=", "secret", "whsec_not base64"})
    void anythingElseIsRefusedWithoutShowingIt(String value) {
        assertThatThrownBy(() -> new SigningSecret(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a signing secret is whsec_ and the base64 of 32 bytes");
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(SigningSecret.generate(random)).hasToString("***");
    }
}
