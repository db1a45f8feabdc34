package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_client_certificate}; what is in it is encrypted. */
public final class JdbcClientCertificates {
    private final SecretCipher cipher;

    public JdbcClientCertificates(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** Gives an endpoint its certificate, in place of the one that it has. */
    public void write(Handle tx, EndpointId endpoint, ClientCertificate certificate) {
        delete(tx, endpoint);
        tx.execute(
                "INSERT INTO atlas_client_certificate (workspace_id, endpoint_id, certificate) VALUES (?, ?, ?)",
                endpoint.workspace().value(),
                endpoint.value(),
                cipher.encrypt(certificate.bytes(), context(endpoint)));
    }

    /** Takes it away. */
    public static void delete(Handle tx, EndpointId endpoint) {
        tx.execute(
                "DELETE FROM atlas_client_certificate WHERE workspace_id = ? AND endpoint_id = ?",
                endpoint.workspace().value(),
                endpoint.value());
    }

    /** The certificate of an endpoint; empty when it has none. */
    public Optional<ClientCertificate> find(Handle tx, EndpointId endpoint) {
        return tx.select(
                        "SELECT certificate FROM atlas_client_certificate WHERE workspace_id = ? AND endpoint_id = ?",
                        endpoint.workspace().value(),
                        endpoint.value())
                .map((row, context) -> decrypted(endpoint, row.getBytes(1)))
                .findOne();
    }

    /** @throws SecretUnreadableException when it cannot be decrypted, or what comes out is none */
    ClientCertificate decrypted(EndpointId endpoint, byte[] encrypted) {
        String pem = new String(cipher.decrypt(encrypted, context(endpoint)), StandardCharsets.UTF_8);
        try {
            return ClientCertificate.parse(pem);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new SecretUnreadableException("what was decrypted is no client certificate", e);
        }
    }

    /** Ties the ciphertext to its endpoint, so that it cannot be moved to another one. */
    private static byte[] context(EndpointId endpoint) {
        return ("client certificate/" + endpoint).getBytes(StandardCharsets.UTF_8);
    }
}
