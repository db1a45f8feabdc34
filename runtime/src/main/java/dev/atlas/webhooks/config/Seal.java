package dev.atlas.webhooks.config;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that we wrote something: an HMAC-SHA256 (RFC 2104) of it, under a key made of the master key for one purpose. What
 * was sealed under the previous master key is still good while that one is set. Thread-safe.
 */
public final class Seal {
    private final List<byte[]> keys;

    /** @param purpose what only these seals are good for */
    public Seal(MasterKeys keys, String purpose) {
        this.keys = Stream.of(keys.current(), keys.previous())
                .filter(Objects::nonNull)
                .map(key -> hmac(key.bytes(), purpose.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /**
     * The seal of a text.
     *
     * @param length in bytes, 16 to 32
     */
    public byte[] of(byte[] text, int length) {
        return Arrays.copyOf(hmac(keys.get(0), text), length);
    }

    /** Whether it is the seal of that text, at its own length; takes the same time whatever differs. */
    public boolean fits(byte[] seal, byte[] text) {
        return keys.stream().anyMatch(key -> MessageDigest.isEqual(seal, Arrays.copyOf(hmac(key, text), seal.length)));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        }
    }
}
