package dev.atlas.webhooks.verify;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Verifies webhooks of Atlas Webhooks, and signs in their way for tests. Pure functions; thread-safe. */
public final class Webhooks {
    /** The header that carries the signature. */
    public static final String SIGNATURE_HEADER = "Atlas-Signature";

    /** How far the time of signing may be from now, either way, when nothing else is said. */
    public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

    private static final String ALGORITHM = "HmacSHA256";

    private Webhooks() {}

    /** As {@link #verify(byte[], String, String, Duration)} within {@link #DEFAULT_TOLERANCE}. */
    public static Event verify(byte[] payload, @Nullable String header, String secret) throws VerificationException {
        return verify(payload, header, secret, DEFAULT_TOLERANCE);
    }

    /**
     * The event that a request carries, once its signature and its time have proved right.
     *
     * @param payload the body of the request, exactly the bytes that came
     * @param header the value of {@link #SIGNATURE_HEADER}; null when the request has none
     * @param secret the endpoint's secret, the whole of it, {@code whsec_…}
     * @param tolerance how far the time of signing may be from now, either way
     * @throws VerificationException when the request is not to be trusted, with the reason
     */
    public static Event verify(byte[] payload, @Nullable String header, String secret, Duration tolerance)
            throws VerificationException {
        return verify(payload, header, secret, tolerance, Instant.now());
    }

    /** As {@link #verify(byte[], String, String, Duration)}, at a given time: for tests. */
    public static Event verify(byte[] payload, @Nullable String header, String secret, Duration tolerance, Instant now)
            throws VerificationException {
        requireSecret(secret);
        if (tolerance.isNegative()) {
            throw new IllegalArgumentException("the tolerance is negative: " + tolerance);
        }
        SignatureHeader signed = SignatureHeader.read(header);
        byte[] expected = hmac(payload, signed.time(), secret).getBytes(StandardCharsets.US_ASCII);
        boolean matches = false;
        for (String signature : signed.signatures()) {
            // In constant time, and all of them: how long it takes tells nothing.
            matches |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        }
        if (!matches) {
            throw new VerificationException(
                    VerificationException.Reason.NO_MATCH,
                    "no v1 signature is of this secret and exactly these bytes of the body");
        }
        requireRecent(signed.seconds(), tolerance.toSeconds(), now.getEpochSecond());
        return Event.read(payload);
    }

    /**
     * The value of {@link #SIGNATURE_HEADER} for a payload, as Atlas Webhooks makes it: for tests of receivers.
     *
     * @param at the time of signing
     */
    public static String sign(byte[] payload, String secret, Instant at) {
        String time = Long.toString(at.getEpochSecond());
        return "t=" + time + ",v1=" + hmac(payload, time, secret);
    }

    private static void requireRecent(long signed, long tolerance, long now) throws VerificationException {
        if (now - signed > tolerance) {
            throw new VerificationException(
                    VerificationException.Reason.TOO_OLD,
                    "signed " + (now - signed) + " s ago; " + tolerance + " s are tolerated");
        }
        if (signed - now > tolerance) {
            throw new VerificationException(
                    VerificationException.Reason.TOO_NEW,
                    "signed " + (signed - now) + " s in the future; " + tolerance + " s are tolerated");
        }
    }

    private static void requireSecret(String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the secret is empty");
        }
    }

    private static String hmac(byte[] payload, String time, String secret) {
        requireSecret(secret);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            StringBuilder hex = new StringBuilder(64);
            for (byte b : mac.doFinal(payload)) {
                hex.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
            }
            return hex.toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
