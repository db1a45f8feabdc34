package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import dev.atlas.webhooks.identity.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a client certificate: everything but its key.
 *
 * @param fingerprint SHA-256 of the certificate
 */
public record ClientCertificateView(
        String subject, String issuer, String serialNumber, String fingerprint, Instant notBefore, Instant notAfter) {

    static ClientCertificateView of(ClientCertificate certificate) {
        X509Certificate own = certificate.chain().get(0);
        try {
            return new ClientCertificateView(
                    own.getSubjectX500Principal().getName(),
                    own.getIssuerX500Principal().getName(),
                    own.getSerialNumber().toString(16),
                    HexFormat.ofDelimiter(":").formatHex(Sha256.of(own.getEncoded())),
                    own.getNotBefore().toInstant(),
                    own.getNotAfter().toInstant());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read cannot be written", e);
        }
    }

    /** As the audit log keeps it. */
    Map<String, @Nullable Object> facts() {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("subject", subject);
        facts.put("issuer", issuer);
        facts.put("fingerprint", fingerprint);
        facts.put("not_after", notAfter.toString());
        return facts;
    }
}
