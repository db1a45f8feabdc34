package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.attempt.Signer;
import dev.atlas.webhooks.endpoint.SignatureMode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A signature as somebody pasted it: header lines, or the bare value of {@code Atlas-Signature}.
 *
 * @param id the message's id; only in the Standard Webhooks mode
 * @param signatures those of the scheme that we sign by
 */
record PastedSignature(SignatureMode mode, String id, long time, List<String> signatures) {
    private static final String ATLAS = "atlas-signature";

    /** Says in plain words why a text is no signature. */
    static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1;

        UnreadableException(String detail) {
            super(detail);
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    static PastedSignature read(String text) throws UnreadableException {
        Map<String, String> headers = headers(text);
        String atlas = headers.get(ATLAS);
        if (atlas != null) {
            return atlas(atlas);
        }
        String standard = headers.get("webhook-signature");
        if (standard != null) {
            return standard(standard, headers);
        }
        throw new UnreadableException(
                text.isBlank()
                        ? "Paste the Atlas-Signature header, or the three webhook-… headers."
                        : "There is no Atlas-Signature and no webhook-signature header in it. A proxy may have removed it.");
    }

    private static Map<String, String> headers(String text) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (text.strip().startsWith("t=")) {
            headers.put(ATLAS, text.strip());
        }
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        });
        return headers;
    }

    private static PastedSignature atlas(String value) throws UnreadableException {
        List<String> items =
                Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        List<String> times = valuesOf("t=", items);
        List<String> signatures = valuesOf("v1=", items);
        if (times.size() != 1) {
            throw new UnreadableException("The header needs exactly one t=…, it has " + times.size() + ".");
        }
        if (signatures.isEmpty()) {
            throw new UnreadableException("The header has no v1=…; it was cut off or altered.");
        }
        return new PastedSignature(SignatureMode.ATLAS, "", time("t", times.get(0)), signatures);
    }

    private static PastedSignature standard(String value, Map<String, String> headers) throws UnreadableException {
        String id = required("webhook-id", headers.get("webhook-id"));
        String time = required("webhook-timestamp", headers.get("webhook-timestamp"));
        List<String> signatures = valuesOf("v1,", Arrays.asList(value.split("\\s+", -1)));
        if (signatures.isEmpty()) {
            throw new UnreadableException("webhook-signature holds no v1,…; it was cut off or altered.");
        }
        return new PastedSignature(SignatureMode.STANDARD_WEBHOOKS, id, time("webhook-timestamp", time), signatures);
    }

    private static String required(String name, @Nullable String value) throws UnreadableException {
        if (value == null) {
            throw new UnreadableException("The header " + name + " is missing; all three belong together.");
        }
        return value;
    }

    private static List<String> valuesOf(String prefix, List<String> items) {
        return items.stream()
                .filter(item -> item.startsWith(prefix))
                .map(item -> item.substring(prefix.length()))
                .toList();
    }

    private static long time(String name, String text) throws UnreadableException {
        if (!text.matches("[0-9]{1,12}")) {
            throw new UnreadableException(name + " is a Unix time in seconds; '" + text + "' is not.");
        }
        return Long.parseLong(text);
    }

    /** Whether this secret made one of the signatures over this body. */
    boolean madeBy(String secret, byte[] body) {
        Instant at = Instant.ofEpochSecond(time);
        String expected = mode == SignatureMode.ATLAS
                ? Signer.atlasSignature(List.of(secret), at, body).replaceFirst(".*v1=", "")
                : Signer.standardWebhooks(List.of(secret), id, at, body).substring("v1,".length());
        return signatures.contains(expected);
    }
}
