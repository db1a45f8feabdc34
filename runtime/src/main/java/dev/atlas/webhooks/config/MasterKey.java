package dev.atlas.webhooks.config;

import java.util.Base64;

/**
 * A key of 256 bits that encrypts endpoint secrets at rest. Prints as {@code ***}.
 *
 * @param base64 the key as it is written in the settings
 */
public record MasterKey(Secret base64) {
    private static final int BYTES = 32;

    /**
     * @throws IllegalArgumentException when it is not base64 of 32 bytes; the message does not show it
     */
    public MasterKey {
        int length = decoded(base64).length;
        if (length != BYTES) {
            throw new IllegalArgumentException("it holds %d bytes, not %d".formatted(length, BYTES));
        }
    }

    /** Reads base64; spaces around it do not count. */
    public static MasterKey parse(String base64) {
        return new MasterKey(new Secret(base64.strip()));
    }

    /** The 32 bytes, a fresh copy. */
    public byte[] bytes() {
        return decoded(base64);
    }

    private static byte[] decoded(Secret base64) {
        try {
            return Base64.getDecoder().decode(base64.value());
        } catch (IllegalArgumentException e) {
            // Without the cause, which shows a character of the key.
            throw new IllegalArgumentException("it is not base64");
        }
    }
}
