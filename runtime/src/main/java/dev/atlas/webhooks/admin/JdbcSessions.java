package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_session}. */
final class JdbcSessions {
    /** A member's session. */
    record Session(Actor actor, Instant lastSeenAt) {}

    private JdbcSessions() {}

    static void insert(Handle tx, byte[] tokenHash, JdbcMembers.Credentials member, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_session (token_hash, member_id, workspace_id, created_at, last_seen_at)
                VALUES (?, ?, ?, ?, ?)""",
                tokenHash,
                member.member(),
                member.workspace().value(),
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    /** A session that is younger than the first limit and was used since the second. */
    static Optional<Session> find(Handle tx, byte[] tokenHash, Instant createdAfter, Instant seenAfter) {
        return tx.select(
                        """
                        SELECT s.workspace_id, m.email, p.role, s.last_seen_at
                          FROM atlas_session s
                          JOIN atlas_member m ON m.member_id = s.member_id
                          JOIN atlas_membership p ON p.member_id = s.member_id AND p.workspace_id = s.workspace_id
                         WHERE s.token_hash = ? AND s.created_at > ? AND s.last_seen_at > ?""",
                        tokenHash,
                        createdAfter.toEpochMilli(),
                        seenAfter.toEpochMilli())
                .map((row, context) -> new Session(
                        new Actor(new WorkspaceId(row.getLong(1)), row.getString(2), Role.of(row.getString(3))),
                        Instant.ofEpochMilli(row.getLong(4))))
                .findOne();
    }

    /** Goes on in another workspace of the member; false when the member does not belong to it. */
    static boolean moveTo(Handle tx, byte[] tokenHash, long workspace) {
        return tx.execute(
                        """
                        UPDATE atlas_session SET workspace_id = ?
                         WHERE token_hash = ? AND EXISTS (SELECT 1 FROM atlas_membership p
                               WHERE p.member_id = atlas_session.member_id AND p.workspace_id = ?)""",
                        workspace,
                        tokenHash,
                        workspace)
                == 1;
    }

    static void touch(Handle tx, byte[] tokenHash, Instant now) {
        tx.execute("UPDATE atlas_session SET last_seen_at = ? WHERE token_hash = ?", now.toEpochMilli(), tokenHash);
    }

    static void delete(Handle tx, byte[] tokenHash) {
        tx.execute("DELETE FROM atlas_session WHERE token_hash = ?", (Object) tokenHash);
    }

    /** Ends every session of a member. */
    static void deleteOf(Handle tx, long member) {
        tx.execute("DELETE FROM atlas_session WHERE member_id = ?", member);
    }

    static void deleteBefore(Handle tx, Instant createdBefore) {
        tx.execute("DELETE FROM atlas_session WHERE created_at <= ?", createdBefore.toEpochMilli());
    }
}
