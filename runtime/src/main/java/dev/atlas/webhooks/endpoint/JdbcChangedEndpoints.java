package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JdbcIds;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** An endpoint that was changed. */
    public sealed interface Changed {
        EndpointId id();
    }

    /** It was deleted. */
    public record Deleted(EndpointId id) implements Changed {}

    /**
     * Its row is damaged.
     *
     * @param reason which column, and what is wrong with it
     */
    public record Damaged(EndpointId id, String reason) implements Changed {}

    /**
     * It stands like that.
     *
     * @param decrypted   whether all that is encrypted could be decrypted; nothing can be sent else
     * @param secrets     none when something could not be decrypted
     * @param certificate null when it has none
     */
    public record Present(
            Endpoint endpoint, boolean decrypted, SigningSecrets secrets, @Nullable ClientCertificate certificate)
            implements Changed {
        @Override
        public EndpointId id() {
            return endpoint.id();
        }
    }

    /**
     * The endpoints changed after a routing version, in the order of their ids; those that were deleted too, but when all are
     * asked for.
     *
     * @param version a routing version; less than 0 for all
     * @param again endpoints that are read whether they were changed or not
     */
    public List<Changed> since(Handle tx, WorkspaceId workspace, long version, Set<EndpointId> again) {
        String those = again.isEmpty()
                ? "e.changed_in > ?"
                : "(e.changed_in > ? OR e.endpoint_id IN "
                        + JdbcIds.in(again.stream().map(EndpointId::value).toList()) + ")";
        return tx.select(
                        """
                        SELECT e.*, s.secret, s.expires_at, c.certificate
                          FROM atlas_endpoint e
                          LEFT JOIN atlas_endpoint_secret s
                            ON s.workspace_id = e.workspace_id AND s.endpoint_id = e.endpoint_id
                          LEFT JOIN atlas_client_certificate c
                            ON c.workspace_id = e.workspace_id AND c.endpoint_id = e.endpoint_id
                         WHERE e.workspace_id = ? AND %s AND (? >= 0 OR e.status <> 'deleted')
                         ORDER BY e.endpoint_id, s.secret_id DESC"""
                                .formatted(those),
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
            EndpointId id = JdbcEndpointRow.id(row);
            if (found.isEmpty() || !found.get(found.size() - 1).id.equals(id)) {
                found.add(new Found(id, row));
            }
            found.get(found.size() - 1).addSecret(row);
        }
        return found.stream().map(Found::changed).toList();
    }

    /** An endpoint whose rows, one for each secret, are being read. */
    private final class Found {
        private final EndpointId id;
        private final List<Signing> signing = new ArrayList<>();
        private final boolean deleted;
        private @Nullable Endpoint endpoint;
        private @Nullable ClientCertificate certificate;
        private String damage = "";
        private boolean locked;

        private Found(EndpointId id, ResultSet row) throws SQLException {
            this.id = id;
            deleted = JdbcEndpointRow.isDeleted(row);
            if (deleted) {
                return;
            }
            try {
                endpoint = JdbcEndpointRow.read(row, headers(row));
                certificate = certificate(row);
            } catch (EndpointUnreadableException e) {
                damage = e.reason();
            }
        }

        private @Nullable Map<String, String> headers(ResultSet row) throws SQLException {
            try {
                return endpoints.headers(row);
            } catch (SecretUnreadableException e) {
                locked = true;
                return null;
            }
        }

        private @Nullable ClientCertificate certificate(ResultSet row) throws SQLException {
            byte[] encrypted = row.getBytes("certificate");
            try {
                return encrypted == null ? null : certificates.decrypted(id, encrypted);
            } catch (SecretUnreadableException e) {
                locked = true;
                return null;
            }
        }

        private void addSecret(ResultSet row) throws SQLException {
            byte[] encrypted = deleted ? null : row.getBytes("secret");
            if (encrypted != null) {
                try {
                    signing.add(secrets.signing(id, encrypted, row.getObject("expires_at", Long.class)));
                } catch (SecretUnreadableException e) {
                    // The others may do; without the current one the endpoint can sign nothing.
                }
            }
        }

        private Changed changed() {
            if (deleted) {
                return new Deleted(id);
            } else if (endpoint == null) {
                return new Damaged(id, damage);
            }
            SigningSecrets own = new SigningSecrets(signing);
            boolean decrypted = !locked && own.canSign();
            return new Present(endpoint, decrypted, decrypted ? own : NOTHING, certificate);
        }
    }
}
