package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.endpoint.ClientCertificate;
import dev.atlas.webhooks.endpoint.PemText;
import dev.atlas.webhooks.event.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a client certificate and says what is wrong with it; never shows any of its key. Pure functions. */
final class ClientCertificateRules {
    private static final int MAX_LENGTH = 32_768;
    private static final int MAX_CHAIN = 10;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 8192;
    private static final byte[] PROBE = {1, 2, 3};

    private ClientCertificateRules() {}

    static Result<ClientCertificate> read(ClientCertificateInput input, Instant now) {
        for (String text : new @Nullable String[] {input.certificate(), input.privateKey(), input.pkcs12()}) {
            if (text != null && text.length() > MAX_LENGTH) {
                return invalid("", "holds more than %,d characters in one member".formatted(MAX_LENGTH));
            }
        }
        if (input.pkcs12() != null) {
            return input.certificate() == null && input.privateKey() == null
                    ? pkcs12(input.pkcs12(), input.password() == null ? "" : input.password(), now)
                    : invalid("/pkcs12", "holds the certificate and the key; leave the other two out");
        }
        if (input.certificate() == null || input.privateKey() == null) {
            return invalid("", "needs \"certificate\" and \"private_key\" (PEM), or \"pkcs12\" (base64)");
        }
        return pem(input.certificate(), input.privateKey(), now);
    }

    private static Result<ClientCertificate> pem(String certificates, String key, Instant now) {
        List<X509Certificate> chain = new ArrayList<>();
        for (PemText.Block block : PemText.blocks(certificates)) {
            if (block.label().equals(ClientCertificate.CERTIFICATE)) {
                try {
                    chain.add(ClientCertificate.certificate(block.bytes()));
                } catch (GeneralSecurityException e) {
                    return invalid("/certificate", "holds a certificate that cannot be read");
                }
            }
        }
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            return invalid(
                    "/certificate",
                    "holds 1 to %d certificates, each from -----BEGIN CERTIFICATE----- on".formatted(MAX_CHAIN));
        }
        Optional<PemText.Block> block = PemText.blocks(key).stream()
                .filter(candidate -> candidate.label().equals(ClientCertificate.PRIVATE_KEY))
                .findFirst();
        if (block.isEmpty()) {
            return invalid(
                    "/private_key",
                    "is a key from -----BEGIN PRIVATE KEY----- on (PKCS #8, not encrypted); `openssl pkcs8 -topk8 -nodes`"
                            + " makes it of another");
        }
        for (X509Certificate candidate : chain) {
            try {
                PrivateKey read = ClientCertificate.key(
                        candidate.getPublicKey().getAlgorithm(), block.get().bytes());
                if (belong(read, candidate.getPublicKey())) {
                    return checked("/certificate", read, candidate, chain, now);
                }
            } catch (GeneralSecurityException ofAnotherKind) {
                // Then it is not this certificate's key.
            }
        }
        return invalid("/private_key", "is not the key of any of these certificates");
    }

    private static Result<ClientCertificate> pkcs12(String base64, String password, Instant now) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            byte[] file = Base64.getMimeDecoder().decode(base64);
            store.load(new ByteArrayInputStream(file), password.toCharArray());
            for (String alias : Collections.list(store.aliases())) {
                Key key = store.getKey(alias, password.toCharArray());
                Certificate[] chain = store.getCertificateChain(alias);
                if (key instanceof PrivateKey secret && chain != null && chain.length <= MAX_CHAIN) {
                    List<X509Certificate> certificates = new ArrayList<>();
                    for (Certificate certificate : chain) {
                        certificates.add(ClientCertificate.certificate(certificate.getEncoded()));
                    }
                    return belong(secret, certificates.get(0).getPublicKey())
                            ? checked("/pkcs12", secret, certificates.get(0), certificates, now)
                            : invalid("/pkcs12", "holds a key that is not the certificate's");
                }
            }
            return invalid("/pkcs12", "holds no private key with its certificate");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            return invalid("/pkcs12", "is no PKCS #12 file in base64, or its password is another");
        }
    }

    private static Result<ClientCertificate> checked(
            String pointer, PrivateKey key, X509Certificate own, List<X509Certificate> all, Instant now) {
        if (!own.getNotAfter().toInstant().isAfter(now)) {
            return invalid(pointer, "has expired at " + own.getNotAfter().toInstant());
        }
        if (key instanceof RSAKey rsa
                && (rsa.getModulus().bitLength() < MIN_RSA_BITS
                        || rsa.getModulus().bitLength() > MAX_RSA_BITS)) {
            return invalid(pointer, "has a key of RSA with %,d to %,d bits".formatted(MIN_RSA_BITS, MAX_RSA_BITS));
        }
        return new Result.Ok<>(new ClientCertificate(key, chain(own, all)));
    }

    /** The certificate and then each one's issuer, as far as they are there. */
    private static List<X509Certificate> chain(X509Certificate own, List<X509Certificate> all) {
        List<X509Certificate> chain = new ArrayList<>(List.of(own));
        Optional<X509Certificate> next = issuer(own, all, chain);
        while (next.isPresent()) {
            chain.add(next.get());
            next = issuer(next.get(), all, chain);
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(
            X509Certificate of, List<X509Certificate> all, List<X509Certificate> taken) {
        return all.stream()
                .filter(candidate -> !taken.contains(candidate)
                        && candidate.getSubjectX500Principal().equals(of.getIssuerX500Principal()))
                .findFirst();
    }

    private static boolean belong(PrivateKey key, PublicKey other) {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(other);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Result<ClientCertificate> invalid(String pointer, String detail) {
        return new Result.Invalid<>(List.of(new Problem(pointer, detail)));
    }
}
