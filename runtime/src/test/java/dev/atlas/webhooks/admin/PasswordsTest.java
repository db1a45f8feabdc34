package dev.atlas.webhooks.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.config.Secret;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    /** From the test suite of the reference implementation: password "password", salt "somesalt", 256 KiB, 2 passes. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Passwords passwords = new Passwords(new SecureRandom());

    @Test
    void onlyTheRightPasswordIsVerified() {
        String hash = passwords.hash(new Secret("gr\u00fcner Tee"));

        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$.{22}\\$.{43}");
        assertThat(passwords.verify(new Secret("gr\u00fcner Tee"), hash)).isTrue();
        assertThat(passwords.verify(new Secret("gr\u00fcner tee"), hash)).isFalse();
        assertThat(passwords.verify(new Secret(""), hash)).isFalse();
    }

    @Test
    void theSamePasswordNeverHashesTheSame() {
        assertThat(passwords.hash(new Secret("tea"))).isNotEqualTo(passwords.hash(new Secret("tea")));
    }

    @Test
    void hashesOfTheReferenceImplementationAreUnderstood() {
        assertThat(passwords.verify(new Secret("password"), REFERENCE)).isTrue();
        assertThat(passwords.verify(new Secret("Password"), REFERENCE)).isFalse();
    }

    @Test
    void aHashOfAnotherCostIsMadeAnew() {
        assertThat(passwords.needsRehash(REFERENCE)).isTrue();
        assertThat(passwords.needsRehash(passwords.hash(new Secret("tea")))).isFalse();
    }

    @Test
    void nobodysPasswordIsNeverRight() {
        assertThat(passwords.verify(new Secret("tea"), null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA"})
    void aForeignHashIsRefused(String hash) {
        assertThatThrownBy(() -> passwords.verify(new Secret("tea"), hash))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the stored password hash is not of the form");
    }
}
