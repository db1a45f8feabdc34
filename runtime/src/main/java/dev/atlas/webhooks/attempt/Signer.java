package dev.atlas.webhooks.attempt;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs the body of an attempt with HMAC-SHA256 (RFC 2104), once per secret that is valid at that moment. Secrets look
 * like {@code whsec_} + base64. Pure functions; thread-safe.
 */
public final class Signer {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private Signer() {}

    /**
     * The value of {@code Atlas-Signature}: {@code t=<unix seconds>,v1=<hex>,v1=<hex>…}, in the way of Stripe: signed is
     * {@code t.body}, and the key is the whole text of the secret.
     *
     * @see <a href="https://docs.stripe.com/webhooks#verify-manually">Stripe: verify signatures manually</a>
     */
    public static String atlasSignature(List<String> secretsNewestFirst, Instant at, byte[] body) {
        byte[] prefix = (at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secretsNewestFirst.stream()
                .map(secret -> hmac(secret.getBytes(StandardCharsets.UTF_8), prefix, body))
                .map(signature -> ",v1=" + HexFormat.of().formatHex(signature))
                .collect(Collectors.joining("", "t=" + at.getEpochSecond(), ""));
    }

    /**
     * The value of {@code webhook-signature}: {@code v1,<base64> v1,<base64>…}; signed is
     * {@code messageId.timestamp.body}, and the key is what the base64 after {@code whsec_} holds.
     *
     * @param messageId the value of {@code webhook-id}
     * @param at the value of {@code webhook-timestamp}, in whole seconds
     * @throws IllegalArgumentException when a secret is not {@code whsec_} and base64
     * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">Standard
     *     Webhooks 1.0</a>
     */
    public static String standardWebhooks(List<String> secretsNewestFirst, String messageId, Instant at, byte[] body) {
        byte[] prefix = (messageId + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8);
        return secretsNewestFirst.stream()
                .map(secret -> hmac(keyOf(secret), prefix, body))
                .map(signature -> "v1," + Base64.getEncoder().encodeToString(signature))
                .collect(Collectors.joining(" "));
    }

    private static byte[] keyOf(String secret) {
        if (!secret.startsWith(SECRET_PREFIX)) {
            // Never with the secret itself: messages end up in logs.
            throw new IllegalArgumentException("a signing secret does not begin with " + SECRET_PREFIX);
        }
        return Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
    }

    private static byte[] hmac(byte[] key, byte[] prefix, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update(prefix);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
