package dev.atlas.webhooks.admin;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import dev.atlas.webhooks.endpoint.SecretCipher;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.bouncycastle.util.encoders.DecoderException;

/**
 * Codes of six digits that an authenticator app shows for 30 seconds each (RFC 6238). A code of the step before or after
 * is taken too, since clocks differ. Thread-safe.
 */
public final class SecondFactor {
    private static final int SECRET_BYTES = 20;
    private static final int DIGITS = 6;
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final String ALGORITHM = TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1;

    private final SecretCipher cipher;
    private final SecureRandom random;
    private final InstantSource clock;

    public SecondFactor(SecretCipher cipher, SecureRandom random, InstantSource clock) {
        this.cipher = cipher;
        this.random = random;
        this.clock = clock;
    }

    /** A new secret as apps take it, in base32. */
    String generate() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base32.toBase32String(bytes);
    }

    /** The address that apps read from a QR code. */
    static String address(String email, String secret) {
        return "otpauth://totp/Atlas%%20Webhooks:%s?secret=%s&issuer=Atlas%%20Webhooks"
                .formatted(URLEncoder.encode(email, StandardCharsets.UTF_8), secret);
    }

    /** @throws IllegalArgumentException for what is no base32 */
    static byte[] decode(String secret) {
        try {
            return Base32.decode(secret);
        } catch (DecoderException e) {
            throw new IllegalArgumentException("not a secret in base32", e);
        }
    }

    byte[] encrypt(long member, String secret) {
        return cipher.encrypt(decode(secret), context(member));
    }

    byte[] decrypt(long member, byte[] encrypted) {
        return cipher.decrypt(encrypted, context(member));
    }

    /** The time step of a code that is right now; empty for any other. */
    OptionalLong step(byte[] secret, String code) {
        long now = clock.instant().getEpochSecond() / STEP.toSeconds();
        for (long step = now - 1; step <= now + 1; step++) {
            if (MessageDigest.isEqual(
                    code(secret, step).getBytes(StandardCharsets.US_ASCII),
                    code.replace(" ", "").getBytes(StandardCharsets.UTF_8))) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    private static String code(byte[] secret, long step) {
        try {
            return new TimeBasedOneTimePasswordGenerator(STEP, DIGITS, ALGORITHM)
                    .generateOneTimePasswordString(
                            new SecretKeySpec(secret, "RAW"), Instant.ofEpochSecond(step * STEP.toSeconds()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA1", e);
        }
    }

    /** Ties the ciphertext to its member. */
    private static byte[] context(long member) {
        return ("second factor/" + member).getBytes(StandardCharsets.UTF_8);
    }
}
