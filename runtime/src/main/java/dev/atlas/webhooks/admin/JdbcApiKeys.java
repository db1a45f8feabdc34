package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_api_key}. */
final class JdbcApiKeys {
    private JdbcApiKeys() {}

    static void insert(Handle tx, ApiKeyId id, String name, byte[] keyHash, Instant now) {
        tx.execute(
                "INSERT INTO atlas_api_key (workspace_id, api_key_id, name, key_hash, created_at) VALUES (?, ?, ?, ?, ?)",
                id.workspace().value(),
                id.value(),
                name,
                keyHash,
                now.toEpochMilli());
    }

    /** The program that holds this key. */
    static Optional<Actor> find(Handle tx, byte[] keyHash) {
        return tx.select("SELECT workspace_id, name FROM atlas_api_key WHERE key_hash = ?", (Object) keyHash)
                .map((row, context) -> new Actor(
                        new WorkspaceId(row.getLong("workspace_id")), "API key " + row.getString("name"), Role.ADMIN))
                .findFirst();
    }
}
