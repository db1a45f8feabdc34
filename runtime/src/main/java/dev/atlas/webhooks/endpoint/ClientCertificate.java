package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.endpoint.PemText.Block;
import dev.atlas.webhooks.identity.Sha256;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is shown to a receiver that asks by TLS who connects: a certificate, those of its issuers, and the private key that
 * proves it ours. Equal when all of that is. Immutable.
 */
public final class ClientCertificate {
    public static final String CERTIFICATE = "CERTIFICATE";
    /** Of a private key in the form of PKCS #8, not encrypted. */
    public static final String PRIVATE_KEY = "PRIVATE KEY";

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final String pem;
    private final String hash;

    /** @param chain the key's own certificate first, then each one's issuer */
    public ClientCertificate(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.pem = pem(key, chain);
        this.hash = HexFormat.of().formatHex(Sha256.of(pem));
    }

    private static String pem(PrivateKey key, List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate certificate : chain) {
                text.append(PemText.of(new Block(CERTIFICATE, certificate.getEncoded())));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("a certificate that was read cannot be written", e);
        }
        return text.append(PemText.of(new Block(PRIVATE_KEY, key.getEncoded()))).toString();
    }

    /** Reads what {@link #pem} gives. */
    static ClientCertificate parse(String pem) {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            PrivateKey key = null;
            for (Block block : PemText.blocks(pem)) {
                if (block.label().equals(CERTIFICATE)) {
                    chain.add(certificate(block.bytes()));
                } else {
                    key = key(chain.get(0).getPublicKey().getAlgorithm(), block.bytes());
                }
            }
            if (key == null) {
                throw new IllegalArgumentException("a stored client certificate has no key");
            }
            return new ClientCertificate(key, chain);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a stored client certificate cannot be read", e);
        }
    }

    /** A certificate in DER. */
    public static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    /** A private key in DER, as PKCS #8 has it. */
    public static PrivateKey key(String algorithm, byte[] der) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    public PrivateKey key() {
        return key;
    }

    /** The key's own certificate first. */
    public List<X509Certificate> chain() {
        return chain;
    }

    /** What is stored, encrypted. */
    byte[] bytes() {
        return pem.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientCertificate that && hash.equals(that.hash);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "ClientCertificate[" + chain.get(0).getSubjectX500Principal() + "]";
    }
}
