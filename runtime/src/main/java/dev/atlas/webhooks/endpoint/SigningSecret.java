package dev.atlas.webhooks.endpoint;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * What signs an endpoint's deliveries: {@code whsec_} and the base64 of 32 random bytes, so that it serves both Stripe's
 * scheme (the whole text is the key) and Standard Webhooks 1.0 (the decoded bytes are). Prints as {@code ***}.
 */
public record SigningSecret(String value) {
    private static final String PREFIX = "whsec_";
    private static final int BYTES = 32;

    /**
     * @throws IllegalArgumentException when the value has another form; the message does not show it
     */
    public SigningSecret {
        if (!value.startsWith(PREFIX) || !holdsKey(value.substring(PREFIX.length()))) {
            throw new IllegalArgumentException(
                    "a signing secret is %s and the base64 of %d bytes".formatted(PREFIX, BYTES));
        }
    }

    /** Makes a new one. */
    public static SigningSecret generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(bytes));
    }

    private static boolean holdsKey(String base64) {
        try {
            return Base64.getDecoder().decode(base64).length == BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "***";
    }
}
