package dev.atlas.webhooks.outbox;

import dev.atlas.webhooks.identity.WorkspaceId;
import dev.atlas.webhooks.jdbc.JsonColumn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code atlas_idempotency}: what was answered under a key, so that it is answered once. */
public final class JdbcIdempotency {
    /** What a key stands for. */
    public enum Scope {
        /** A request's {@code Idempotency-Key}. */
        REQUEST("request"),
        /** An event's own {@code id}. */
        EVENT("event"),
        /** The {@code Idempotency-Key} under which an endpoint was created. */
        ENDPOINT("endpoint");

        private final String word;

        Scope(String word) {
            this.word = word;
        }
    }

    /** The first answer under a key. */
    @SuppressWarnings("ArrayRecordComponent") // compared by sameBody only
    public record Answer(byte[] bodyHash, List<String> ids) {
        /** Whether the key came with the same body again. */
        public boolean sameBody(byte[] otherHash) {
            return Arrays.equals(bodyHash, otherHash);
        }
    }

    private JdbcIdempotency() {}

    /**
     * Reserves a key for this transaction's answer. Waits for another transaction that has just reserved it.
     *
     * @return empty when the key was free and is now taken; else the first answer
     */
    public static Optional<Answer> reserve(
            Handle tx, WorkspaceId workspace, Scope scope, String key, Answer answer, Instant now) {
        int inserted = tx.execute(
                """
                INSERT IGNORE INTO atlas_idempotency
                    (workspace_id, scope, idem_key, body_hash, event_ids, created_at) VALUES (?, ?, ?, ?, ?, ?)""",
                workspace.value(),
                scope.word,
                key.getBytes(StandardCharsets.UTF_8),
                answer.bodyHash(),
                JsonColumn.write(answer.ids()),
                now.toEpochMilli());
        if (inserted == 1) {
            return Optional.empty();
        }
        return tx.select(
                        """
                        SELECT body_hash, event_ids FROM atlas_idempotency
                         WHERE workspace_id = ? AND scope = ? AND idem_key = ? FOR UPDATE""",
                        workspace.value(),
                        scope.word,
                        key.getBytes(StandardCharsets.UTF_8))
                .map((row, context) ->
                        new Answer(row.getBytes("body_hash"), JsonColumn.strings(row.getString("event_ids"))))
                .findOne();
    }

    /** A key, where it stands. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Key(long workspace, byte[] key) {}

    /** Forgets some of the keys of a time before; how many. */
    public static int forget(Handle tx, Scope scope, Instant before, int limit) {
        List<Key> old = tx.select(
                        """
                        SELECT workspace_id, idem_key FROM atlas_idempotency
                         WHERE scope = ? AND created_at < ? ORDER BY created_at LIMIT ?""",
                        scope.word,
                        before.toEpochMilli(),
                        limit)
                .map((row, context) -> new Key(row.getLong(1), row.getBytes(2)))
                .list();
        try (PreparedBatch delete = tx.prepareBatch(
                "DELETE FROM atlas_idempotency WHERE workspace_id = ? AND scope = ? AND idem_key = ?")) {
            old.forEach(key -> delete.add(key.workspace(), scope.word, key.key()));
            if (!old.isEmpty()) {
                delete.execute();
            }
        }
        return old.size();
    }
}
