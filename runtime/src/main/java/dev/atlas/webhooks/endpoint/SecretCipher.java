package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.config.MasterKey;
import dev.atlas.webhooks.config.MasterKeys;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts endpoint secrets at rest with AES-256-GCM (NIST SP 800-38D) and a random nonce of 96 bits. Thread-safe.
 *
 * <p>The output is a format byte, the key's id (the first 4 bytes of its SHA-256), the nonce, and the cipher text with
 * its tag of 128 bits. The first two and the caller's context are authenticated, so that a cipher text copied to another
 * endpoint's row does not decrypt.
 */
public final class SecretCipher {
    private static final byte FORMAT = 1;
    private static final int KEY_ID_BYTES = 4;
    private static final int HEADER_BYTES = 1 + KEY_ID_BYTES;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final List<Key> keys;
    private final SecureRandom random;

    public SecretCipher(MasterKeys keys, SecureRandom random) {
        this.keys = Stream.of(keys.current(), keys.previous())
                .filter(key -> key != null)
                .map(Key::of)
                .toList();
        this.random = random;
    }

    /**
     * Encrypts with the current master key.
     *
     * @param context what the secret belongs to (workspace and endpoint ids); the same is needed to decrypt
     */
    public byte[] encrypt(byte[] plain, byte[] context) {
        Key key = keys.get(0);
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] header = header();
        try {
            byte[] encrypted =
                    cipher(Cipher.ENCRYPT_MODE, key, nonce, header, context).doFinal(plain);
            return ByteBuffer.allocate(HEADER_BYTES + NONCE_BYTES + encrypted.length)
                    .put(header)
                    .put(nonce)
                    .put(encrypted)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no working AES-256-GCM", e);
        }
    }

    /**
     * Decrypts with the current master key or the previous one.
     *
     * @throws SecretUnreadableException when neither fits, or the bytes or the context were changed
     */
    public byte[] decrypt(byte[] encrypted, byte[] context) {
        Key key = key(encrypted);
        byte[] header = Arrays.copyOf(encrypted, HEADER_BYTES);
        byte[] nonce = Arrays.copyOfRange(encrypted, HEADER_BYTES, HEADER_BYTES + NONCE_BYTES);
        int start = HEADER_BYTES + NONCE_BYTES;
        try {
            return cipher(Cipher.DECRYPT_MODE, key, nonce, header, context)
                    .doFinal(encrypted, start, encrypted.length - start);
        } catch (GeneralSecurityException e) {
            throw new SecretUnreadableException(
                    "the secret was changed, or belongs to another endpoint (master key %s)".formatted(key), e);
        }
    }

    /** Whether these bytes still need the previous master key, and so should be encrypted afresh. */
    public boolean isOutdated(byte[] encrypted) {
        return !key(encrypted).equals(keys.get(0));
    }

    /** What everything begins with that is encrypted with the current master key. */
    byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put(FORMAT)
                .put(keys.get(0).id())
                .array();
    }

    private Key key(byte[] encrypted) {
        if (encrypted.length < HEADER_BYTES + NONCE_BYTES + TAG_BITS / 8 || encrypted[0] != FORMAT) {
            throw new SecretUnreadableException(
                    "the %d bytes are no encrypted secret of format %d".formatted(encrypted.length, FORMAT));
        }
        byte[] id = Arrays.copyOfRange(encrypted, 1, HEADER_BYTES);
        return keys.stream()
                .filter(key -> Arrays.equals(key.id(), id))
                .findFirst()
                .orElseThrow(() -> new SecretUnreadableException(("the secret was encrypted with master key %s, "
                                + "but the keys set are %s; set the old key as atlas.master-key.previous")
                        .formatted(HexFormat.of().formatHex(id), keys)));
    }

    private static Cipher cipher(int mode, Key key, byte[] nonce, byte[] header, byte[] context)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        cipher.updateAAD(context);
        return cipher;
    }

    /** A master key ready for use; prints as its id. */
    private static final class Key {
        private final byte[] id;
        private final SecretKeySpec secret;

        private Key(byte[] id, SecretKeySpec secret) {
            this.id = id;
            this.secret = secret;
        }

        static Key of(MasterKey key) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.bytes());
                return new Key(Arrays.copyOf(digest, KEY_ID_BYTES), new SecretKeySpec(key.bytes(), "AES"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java runtime has no SHA-256", e);
            }
        }

        byte[] id() {
            return id;
        }

        SecretKeySpec secret() {
            return secret;
        }

        @Override
        public String toString() {
            return HexFormat.of().formatHex(id);
        }
    }
}
