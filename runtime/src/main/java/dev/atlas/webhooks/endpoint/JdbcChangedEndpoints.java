package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Endpoints and all that is needed to send to them, in one look: a changed filter counts the sooner. */
public final class JdbcChangedEndpoints {
    private static final SigningSecrets NOTHING = new SigningSecrets(List.of());

    private final JdbcEndpoints endpoints;
    private final JdbcSecrets secrets;
    private final JdbcClientCertificates certificates;

    public JdbcChangedEndpoints(JdbcEndpoints endpoints, JdbcSecrets secrets, JdbcClientCertificates certificates) {
        this.endpoints = endpoints;
        this.secrets = secrets;
        this.certificates = certificates;
    }

    /**
     * An endpoint that was changed, perhaps deleted.
     *
     * @param readable    whether all that is encrypted could be decrypted; nothing can be sent else
     * @param secrets     none when something could not be read
     * @param certificate null when it has none
     */
    public record Changed(
            Endpoint endpoint, boolean readable, SigningSecrets secrets, @Nullable ClientCertificate certificate) {}

    /**
     * The endpoints changed after a routing version, in the order of their ids; those that were deleted too, but when all are
     * asked for.
     *
     * @param version a routing version; less than 0 for all
     */
    public List<Changed> since(Handle tx, WorkspaceId workspace, long version) {
        return tx.select(
                        """
                        SELECT e.*, s.secret, s.expires_at, c.certificate
                          FROM atlas_endpoint e
                          LEFT JOIN atlas_endpoint_secret s
                            ON s.workspace_id = e.workspace_id AND s.endpoint_id = e.endpoint_id
                          LEFT JOIN atlas_client_certificate c
                            ON c.workspace_id = e.workspace_id AND c.endpoint_id = e.endpoint_id
                         WHERE e.workspace_id = ? AND e.changed_in > ? AND (? >= 0 OR e.status <> 'deleted')
                         ORDER BY e.endpoint_id, s.secret_id DESC""",
                        workspace.value(),
                        version,
                        version)
                .scanResultSet((rows, context) -> {
                    try (context) {
                        return read(rows.get());
                    }
                });
    }

    private List<Changed> read(ResultSet row) throws SQLException {
        List<Found> found = new ArrayList<>();
        while (row.next()) {
            EndpointId id = JdbcEndpoints.id(row);
            if (found.isEmpty() || !found.get(found.size() - 1).endpoint.id().equals(id)) {
                found.add(new Found(row));
            }
            found.get(found.size() - 1).addSecret(row);
        }
        return found.stream().map(Found::changed).toList();
    }

    /** An endpoint whose rows, one for each secret, are being read. */
    private final class Found {
        private final Endpoint endpoint;
        private final List<Signing> signing = new ArrayList<>();
        private final @Nullable ClientCertificate certificate;
        private boolean locked;

        private Found(ResultSet row) throws SQLException {
            Map<String, String> headers = Map.of();
            try {
                headers = endpoints.headers(row);
            } catch (SecretUnreadableException e) {
                locked = true;
            }
            endpoint = JdbcEndpoints.read(row, headers);
            certificate = certificate(row);
        }

        private @Nullable ClientCertificate certificate(ResultSet row) throws SQLException {
            byte[] encrypted = row.getBytes("certificate");
            try {
                return encrypted == null ? null : certificates.decrypted(endpoint.id(), encrypted);
            } catch (SecretUnreadableException e) {
                locked = true;
                return null;
            }
        }

        private void addSecret(ResultSet row) throws SQLException {
            byte[] encrypted = row.getBytes("secret");
            if (encrypted != null) {
                try {
                    signing.add(secrets.signing(endpoint.id(), encrypted, row.getObject("expires_at", Long.class)));
                } catch (SecretUnreadableException e) {
                    // The others may do; without the current one the endpoint is not readable.
                }
            }
        }

        private Changed changed() {
            SigningSecrets own = new SigningSecrets(signing);
            boolean readable = !locked && own.canSign();
            return new Changed(endpoint, readable, readable ? own : NOTHING, certificate);
        }
    }
}
