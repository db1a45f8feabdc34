package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.ApiKeyId;
import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_api_key}. */
final class JdbcApiKeys {
    private JdbcApiKeys() {}

    static void insert(Handle tx, ApiKey key, byte[] keyHash) {
        tx.execute(
                """
                INSERT INTO atlas_api_key (workspace_id, api_key_id, name, hint, key_hash, scopes, rate_limit, created_by,
                    created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                key.id().workspace().value(),
                key.id().value(),
                key.name(),
                key.hint(),
                keyHash,
                JsonColumn.write(key.scopes().stream().map(Scope::word).sorted().toList()),
                key.rateLimit(),
                key.createdBy(),
                key.createdAt().toEpochMilli(),
                key.expiresAt() == null ? null : key.expiresAt().toEpochMilli());
    }

    /** The key of this hash, expired or not. */
    static Optional<ApiKey> find(Handle tx, byte[] keyHash) {
        return tx.select("SELECT * FROM atlas_api_key WHERE key_hash = ?", (Object) keyHash)
                .map((row, context) -> read(row))
                .findFirst();
    }

    static Optional<ApiKey> get(Handle tx, WorkspaceId workspace, ApiKeyId id) {
        return tx.select(
                        "SELECT * FROM atlas_api_key WHERE workspace_id = ? AND api_key_id = ?",
                        workspace.value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Oldest first, younger than {@code after}. */
    static List<ApiKey> list(Handle tx, WorkspaceId workspace, long after, int limit) {
        return tx.select(
                        "SELECT * FROM atlas_api_key WHERE workspace_id = ? AND api_key_id > ? ORDER BY api_key_id LIMIT ?",
                        workspace.value(),
                        after,
                        limit)
                .map((row, context) -> read(row))
                .list();
    }

    static int count(Handle tx, WorkspaceId workspace) {
        return tx.select("SELECT COUNT(*) FROM atlas_api_key WHERE workspace_id = ?", workspace.value())
                .mapTo(Integer.class)
                .one();
    }

    static void touch(Handle tx, ApiKeyId id, Instant now) {
        tx.execute(
                "UPDATE atlas_api_key SET last_used_at = ? WHERE workspace_id = ? AND api_key_id = ?",
                now.toEpochMilli(),
                id.workspace().value(),
                id.value());
    }

    static void delete(Handle tx, ApiKeyId id) {
        tx.execute(
                "DELETE FROM atlas_api_key WHERE workspace_id = ? AND api_key_id = ?",
                id.workspace().value(),
                id.value());
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        return new ApiKey(
                new ApiKeyId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("api_key_id")),
                row.getString("name"),
                row.getString("hint"),
                JsonColumn.strings(row.getString("scopes")).stream()
                        .flatMap(word -> Scope.of(word).stream())
                        .collect(Collectors.toSet()),
                row.getObject("rate_limit", Integer.class),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "last_used_at"),
                instant(row, "expires_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Long millis = row.getObject(column, Long.class);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
