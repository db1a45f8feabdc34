package dev.atlas.webhooks.web.session;

import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ties forms to the browser they were made for: the token is an HMAC of a fixed word under the secret in the visitor's
 * cookie. So nothing has to be stored, and a page that shows the token does not show the secret.
 */
final class Csrf {
    /** For requests without a form. */
    static final String HEADER = "X-CSRF-Token";

    private static final String FIELD = "csrf=";
    private static final int MAX_FORM_BYTES = 256 * 1024;

    private Csrf() {}

    static String of(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] digest = mac.doFinal("form".getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** Whether the request carries the token that belongs to this secret. The body can still be read afterwards. */
    static boolean proves(ContainerRequestContext request, String secret) throws IOException {
        String header = request.getHeaderString(HEADER);
        Optional<String> given = header == null ? field(request) : Optional.of(header);
        return given.isPresent() && matches(secret, given.get());
    }

    private static Optional<String> field(ContainerRequestContext request) throws IOException {
        if (!MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType())) {
            return Optional.empty();
        }
        byte[] form = request.getEntityStream().readNBytes(MAX_FORM_BYTES + 1);
        if (form.length > MAX_FORM_BYTES) {
            throw new ClientErrorException(Response.Status.REQUEST_ENTITY_TOO_LARGE);
        }
        request.setEntityStream(new ByteArrayInputStream(form));
        return Arrays.stream(new String(form, StandardCharsets.UTF_8).split("&", -1))
                .filter(pair -> pair.startsWith(FIELD))
                .map(pair -> URLDecoder.decode(pair.substring(FIELD.length()), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static boolean matches(String secret, String given) {
        return MessageDigest.isEqual(
                of(secret).getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
