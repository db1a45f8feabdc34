package dev.atlas.webhooks.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretCipherTest {
    private static final MasterKey OLD = key('o');
    private static final MasterKey NEW = key('n');
    private static final byte[] CONTEXT = bytes("ws_1/ep_1");
    private static final byte[] SECRET = bytes("whsec_c2VjcmV0");

    private final SecureRandom random = new SecureRandom();
    private final SecretCipher cipher = new SecretCipher(new MasterKeys(OLD, null), random);

    @Test
    void whatIsEncryptedIsReadBack() {
        for (int length = 0; length < 200; length++) {
            byte[] plain = new byte[length];
            byte[] context = new byte[199 - length];
            random.nextBytes(plain);
            random.nextBytes(context);
            assertThat(cipher.decrypt(cipher.encrypt(plain, context), context)).isEqualTo(plain);
        }
    }

    @Test
    void everyChangedBitIsNoticed() {
        for (int bit = 0; bit < 47 * 8; bit++) {
            byte[] encrypted = cipher.encrypt(SECRET, CONTEXT);
            encrypted[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(encrypted).hasSize(47);
            assertThatThrownBy(() -> cipher.decrypt(encrypted, CONTEXT)).isInstanceOf(SecretUnreadableException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 12, 13, 28, 32, 45, 46})
    void aCutOffSecretIsNoticed(int length) {
        byte[] encrypted = Arrays.copyOf(cipher.encrypt(SECRET, CONTEXT), length);

        assertThatThrownBy(() -> cipher.decrypt(encrypted, CONTEXT)).isInstanceOf(SecretUnreadableException.class);
    }

    @Test
    void aSecretMovedToAnotherEndpointDoesNotDecrypt() {
        byte[] encrypted = cipher.encrypt(SECRET, CONTEXT);

        assertThatThrownBy(() -> cipher.decrypt(encrypted, bytes("ws_1/ep_2")))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessageContaining("belongs to another endpoint");
    }

    @Test
    void theSameSecretNeverLooksTheSame() {
        assertThat(cipher.encrypt(SECRET, CONTEXT)).isNotEqualTo(cipher.encrypt(SECRET, CONTEXT));
    }

    @Test
    void thePreviousMasterKeyStillDecrypts() {
        byte[] old = cipher.encrypt(SECRET, CONTEXT);
        SecretCipher changed = new SecretCipher(new MasterKeys(NEW, OLD), random);

        assertThat(changed.decrypt(old, CONTEXT)).isEqualTo(SECRET);
        assertThat(changed.isOutdated(old)).isTrue();
        assertThat(changed.isOutdated(changed.encrypt(SECRET, CONTEXT))).isFalse();
    }

    @Test
    void aMissingMasterKeyIsNamedByItsId() {
        byte[] old = cipher.encrypt(SECRET, CONTEXT);
        SecretCipher changed = new SecretCipher(new MasterKeys(NEW, null), random);

        assertThatThrownBy(() -> changed.decrypt(old, CONTEXT))
                .isInstanceOf(SecretUnreadableException.class)
                .hasMessageMatching("the secret was encrypted with master key [0-9a-f]{8}, "
                        + "but the keys set are \\[[0-9a-f]{8}]; set the old key as atlas.master-key.previous");
    }

    private static MasterKey key(char fill) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) fill);
        return MasterKey.parse(Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
