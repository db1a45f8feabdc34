package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Tables {@code atlas_member}, {@code atlas_membership} and {@code atlas_session}. */
public final class JdbcMembers {
    /** What a log-in is checked against. */
    record Credentials(long member, String passwordHash, WorkspaceId workspace, Role role) {}

    /** A member's session. */
    record Session(Actor actor, Instant lastSeenAt) {}

    private JdbcMembers() {}

    /** Adds a member to a workspace. */
    static void insert(
            Handle tx, WorkspaceId workspace, long member, String email, String passwordHash, Role role, Instant now) {
        tx.execute(
                "INSERT INTO atlas_member (member_id, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
                member,
                email,
                passwordHash,
                now.toEpochMilli());
        tx.execute(
                "INSERT INTO atlas_membership (workspace_id, member_id, role) VALUES (?, ?, ?)",
                workspace.value(),
                member,
                role.word());
    }

    /** By the member's address in lower case. */
    static Optional<Credentials> credentials(Handle tx, String email) {
        return tx.select(
                        """
                        SELECT m.member_id, m.password_hash, s.workspace_id, s.role
                          FROM atlas_member m JOIN atlas_membership s ON s.member_id = m.member_id
                         WHERE m.email = ? ORDER BY s.workspace_id LIMIT 1""",
                        email)
                .map((row, context) -> new Credentials(
                        row.getLong(1), row.getString(2), new WorkspaceId(row.getLong(3)), Role.of(row.getString(4))))
                .findFirst();
    }

    /** The addresses of those who own or administer a workspace. */
    public static List<String> adminsOf(Handle tx, WorkspaceId workspace) {
        return tx.select(
                        """
                        SELECT m.email FROM atlas_membership s JOIN atlas_member m ON m.member_id = s.member_id
                         WHERE s.workspace_id = ? AND s.role IN ('owner', 'admin')""",
                        workspace.value())
                .mapTo(String.class)
                .list();
    }

    static void insertSession(Handle tx, byte[] tokenHash, Credentials member, Instant now) {
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
    static Optional<Session> session(Handle tx, byte[] tokenHash, Instant createdAfter, Instant seenAfter) {
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

    static void touchSession(Handle tx, byte[] tokenHash, Instant now) {
        tx.execute("UPDATE atlas_session SET last_seen_at = ? WHERE token_hash = ?", now.toEpochMilli(), tokenHash);
    }

    static void deleteSession(Handle tx, byte[] tokenHash) {
        tx.execute("DELETE FROM atlas_session WHERE token_hash = ?", (Object) tokenHash);
    }

    static void deleteSessionsBefore(Handle tx, Instant createdBefore) {
        tx.execute("DELETE FROM atlas_session WHERE created_at <= ?", createdBefore.toEpochMilli());
    }
}
