package dev.atlas.webhooks.endpoint;

import dev.atlas.webhooks.endpoint.SigningSecrets.Signing;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_endpoint_secret}; the secrets in it are encrypted. */
public final class JdbcSecrets {
    private final SecretCipher cipher;

    public JdbcSecrets(SecretCipher cipher) {
        this.cipher = cipher;
    }

    /** Until when earlier secrets of an endpoint sign beside the present one. */
    public static Optional<Instant> overlapEnd(Handle tx, EndpointId endpoint, Instant now) {
        return tx.select(
                        """
                        SELECT MAX(expires_at) FROM atlas_endpoint_secret
                         WHERE workspace_id = ? AND endpoint_id = ? AND expires_at > ?""",
                        endpoint.workspace().value(),
                        endpoint.value(),
                        now.toEpochMilli())
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli);
    }

    /** Adds the current secret of an endpoint. */
    public void insert(Handle tx, EndpointId endpoint, long secretId, SigningSecret secret, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_endpoint_secret (workspace_id, endpoint_id, secret_id, secret, created_at)
                VALUES (?, ?, ?, ?, ?)""",
                endpoint.workspace().value(),
                endpoint.value(),
                secretId,
                cipher.encrypt(secret.value().getBytes(StandardCharsets.UTF_8), context(endpoint)),
                now.toEpochMilli());
    }

    /** Lets every secret that has no end yet end at that time, and removes those that have ended. */
    public void expire(Handle tx, EndpointId endpoint, Instant at, Instant now) {
        tx.execute(
                """
                UPDATE atlas_endpoint_secret SET expires_at = ?
                 WHERE workspace_id = ? AND endpoint_id = ? AND (expires_at IS NULL OR expires_at > ?)""",
                at.toEpochMilli(),
                endpoint.workspace().value(),
                endpoint.value(),
                at.toEpochMilli());
        tx.execute(
                "DELETE FROM atlas_endpoint_secret WHERE workspace_id = ? AND endpoint_id = ? AND expires_at <= ?",
                endpoint.workspace().value(),
                endpoint.value(),
                now.toEpochMilli());
    }

    /** A secret that ends. */
    public record Ending(EndpointId endpoint, long secretId, Instant expiresAt) {}

    /** Secrets that end between these two and of which nobody was told; they count as told. */
    public static List<Ending> takeEnding(Handle tx, Instant after, Instant before, int limit) {
        List<Ending> ending = tx.select(
                        """
                        SELECT workspace_id, endpoint_id, secret_id, expires_at FROM atlas_endpoint_secret
                         WHERE expires_at > ? AND expires_at <= ? AND told = 0 LIMIT ? FOR UPDATE SKIP LOCKED""",
                        after.toEpochMilli(),
                        before.toEpochMilli(),
                        limit)
                .map((row, context) -> new Ending(
                        new EndpointId(new WorkspaceId(row.getLong(1)), row.getLong(2)),
                        row.getLong(3),
                        Instant.ofEpochMilli(row.getLong(4))))
                .list();
        ending.forEach(secret -> tx.execute(
                "UPDATE atlas_endpoint_secret SET told = 1 WHERE workspace_id = ? AND endpoint_id = ? AND secret_id = ?",
                secret.endpoint().workspace().value(),
                secret.endpoint().value(),
                secret.secretId()));
        return ending;
    }

    /**
     * The secrets of one endpoint, without earlier ones that cannot be decrypted.
     *
     * @throws SecretUnreadableException when the current one cannot be
     */
    public SigningSecrets read(Handle tx, EndpointId endpoint) {
        List<Signing> found = new ArrayList<>();
        tx.select(
                        """
                        SELECT secret, expires_at FROM atlas_endpoint_secret
                         WHERE workspace_id = ? AND endpoint_id = ? ORDER BY secret_id DESC""",
                        endpoint.workspace().value(),
                        endpoint.value())
                .map((row, context) -> {
                    Long expiresAt = row.getObject("expires_at", Long.class);
                    try {
                        return found.add(signing(endpoint, row.getBytes("secret"), expiresAt));
                    } catch (SecretUnreadableException e) {
                        if (expiresAt == null) {
                            throw e;
                        }
                        return false; // it is as good as expired, also when something is sent
                    }
                })
                .list();
        return new SigningSecrets(found);
    }

    Signing signing(EndpointId endpoint, byte[] encrypted, @Nullable Long expiresAt) {
        return new Signing(
                new String(cipher.decrypt(encrypted, context(endpoint)), StandardCharsets.UTF_8),
                expiresAt == null ? null : Instant.ofEpochMilli(expiresAt));
    }

    /** Ties the ciphertext to its endpoint, so that it cannot be moved to another one. */
    private static byte[] context(EndpointId endpoint) {
        return ("secret/" + endpoint).getBytes(StandardCharsets.UTF_8);
    }
}
