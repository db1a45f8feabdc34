package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    /**
     * The certificates of the endpoints that {@link JdbcEndpoints#changedSince} gives.
     *
     * @param unreadable takes up the ids of those whose certificate cannot be decrypted
     */
    public Map<EndpointId, ClientCertificate> changedSince(
            Handle tx, WorkspaceId workspace, long version, Set<EndpointId> unreadable) {
        Map<EndpointId, ClientCertificate> certificates = new HashMap<>();
        tx.select(
                        """
                        SELECT c.endpoint_id, c.certificate FROM atlas_endpoint e
                          JOIN atlas_client_certificate c
                            ON c.workspace_id = e.workspace_id AND c.endpoint_id = e.endpoint_id
                         WHERE e.workspace_id = ? AND e.changed_in > ? AND e.status <> 'deleted'""",
                        workspace.value(),
                        version)
                .map((row, context) -> Map.entry(new EndpointId(workspace, row.getLong(1)), row.getBytes(2)))
                .forEach(entry -> {
                    try {
                        certificates.put(entry.getKey(), decrypted(entry.getKey(), entry.getValue()));
                    } catch (SecretUnreadableException e) {
                        unreadable.add(entry.getKey());
                    }
                });
        return certificates;
    }

    private ClientCertificate decrypted(EndpointId endpoint, byte[] encrypted) {
        return ClientCertificate.parse(
                new String(cipher.decrypt(encrypted, context(endpoint)), StandardCharsets.UTF_8));
    }

    /** Ties the ciphertext to its endpoint, so that it cannot be moved to another one. */
    private static byte[] context(EndpointId endpoint) {
        return ("client certificate/" + endpoint).getBytes(StandardCharsets.UTF_8);
    }
}
