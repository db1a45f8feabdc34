package dev.atlas.webhooks.endpoint;

import java.util.Arrays;
import java.util.Optional;

/** Which headers sign a delivery. */
public enum SignatureMode {
    /** {@code Atlas-Signature}, in Stripe's form. */
    ATLAS("atlas"),
    /** {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature} (Standard Webhooks 1.0). */
    STANDARD_WEBHOOKS("standard-webhooks");

    private final String word;

    SignatureMode(String word) {
        this.word = word;
    }

    /** The word used in tables and in the API. */
    public String word() {
        return word;
    }

    /** The mode of this word, if there is one. */
    public static Optional<SignatureMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
