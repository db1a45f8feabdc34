package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.MemberId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tables {@code atlas_member} and {@code atlas_membership}. */
public final class JdbcMembers {
    private static final String SELECT =
            """
            SELECT s.workspace_id, s.member_id, m.email, s.role, m.password_hash, m.totp_secret, m.mail_error,
                   COALESCE(NULLIF(s.created_at, 0), m.created_at) AS since
              FROM atlas_membership s JOIN atlas_member m ON m.member_id = s.member_id
             WHERE s.workspace_id = ?""";

    /**
     * What a log-in is checked against.
     *
     * @param secondFactor the encrypted secret of the second factor; null when it is off
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Credentials(
            long member,
            String email,
            String passwordHash,
            WorkspaceId workspace,
            Role role,
            byte @Nullable [] secondFactor) {
        Actor actor() {
            return new Actor(workspace, email, role);
        }
    }

    private JdbcMembers() {}

    /** Adds a member to a workspace. */
    static void insert(Handle tx, MemberId id, String email, String passwordHash, Role role, Instant now) {
        insertMember(tx, id.value(), email, passwordHash, now);
        insertMembership(tx, id, role, now);
    }

    /** @param passwordHash empty until the invitation is accepted */
    static void insertMember(Handle tx, long member, String email, String passwordHash, Instant now) {
        tx.execute(
                "INSERT INTO atlas_member (member_id, email, password_hash, created_at) VALUES (?, ?, ?, ?)",
                member,
                email,
                passwordHash,
                now.toEpochMilli());
    }

    static void insertMembership(Handle tx, MemberId id, Role role, Instant now) {
        tx.execute(
                "INSERT INTO atlas_membership (workspace_id, member_id, role, created_at) VALUES (?, ?, ?, ?)",
                id.workspace().value(),
                id.value(),
                role.word(),
                now.toEpochMilli());
    }

    /** The number of whoever has this address, in lower case. */
    static Optional<Long> known(Handle tx, String email) {
        return tx.select("SELECT member_id FROM atlas_member WHERE email = ?", email)
                .mapTo(Long.class)
                .findOne();
    }

    /** By the member's address in lower case. */
    static Optional<Credentials> credentials(Handle tx, String email) {
        return credentials(tx, "m.email = ?", email);
    }

    /** By the member's number. */
    static Optional<Credentials> credentials(Handle tx, long member) {
        return credentials(tx, "m.member_id = ?", member);
    }

    private static Optional<Credentials> credentials(Handle tx, String condition, Object value) {
        return tx.select(
                        """
                        SELECT m.member_id, m.email, m.password_hash, s.workspace_id, s.role, m.totp_secret
                          FROM atlas_member m JOIN atlas_membership s ON s.member_id = m.member_id
                         WHERE\s"""
                                + condition + " ORDER BY s.workspace_id LIMIT 1",
                        value)
                .map((row, context) -> new Credentials(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        new WorkspaceId(row.getLong(4)),
                        Role.of(row.getString(5)),
                        row.getBytes(6)))
                .findFirst();
    }

    /** The workspaces of whoever has this address, oldest first. */
    static List<Membership> memberships(Handle tx, String email) {
        return tx.select(
                        """
                        SELECT w.workspace_id, w.name, s.role FROM atlas_member m
                          JOIN atlas_membership s ON s.member_id = m.member_id
                          JOIN atlas_workspace w ON w.workspace_id = s.workspace_id
                         WHERE m.email = ? ORDER BY w.workspace_id""",
                        email)
                .map((row, context) ->
                        new Membership(new WorkspaceId(row.getLong(1)), row.getString(2), Role.of(row.getString(3))))
                .list();
    }

    /** In the order in which they came, after this one. */
    static List<Member> list(Handle tx, WorkspaceId workspace, long after, int limit) {
        return tx.select(SELECT + " AND s.member_id > ? ORDER BY s.member_id LIMIT ?", workspace.value(), after, limit)
                .map((row, context) -> read(row))
                .list();
    }

    static Optional<Member> find(Handle tx, WorkspaceId workspace, MemberId id) {
        return tx.select(SELECT + " AND s.member_id = ?", workspace.value(), id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    static int count(Handle tx, WorkspaceId workspace) {
        return tx.select("SELECT COUNT(*) FROM atlas_membership WHERE workspace_id = ?", workspace.value())
                .mapTo(Integer.class)
                .one();
    }

    /** How many owners a workspace has; nobody else changes that until the transaction ends. */
    static int lockOwners(Handle tx, WorkspaceId workspace) {
        return tx.select(
                        "SELECT member_id FROM atlas_membership WHERE workspace_id = ? AND role = 'owner' FOR UPDATE",
                        workspace.value())
                .mapTo(Long.class)
                .list()
                .size();
    }

    static void setRole(Handle tx, MemberId id, Role role) {
        tx.execute(
                "UPDATE atlas_membership SET role = ? WHERE workspace_id = ? AND member_id = ?",
                role.word(),
                id.workspace().value(),
                id.value());
    }

    static void deleteMembership(Handle tx, MemberId id) {
        tx.execute(
                "DELETE FROM atlas_membership WHERE workspace_id = ? AND member_id = ?",
                id.workspace().value(),
                id.value());
    }

    static void setPassword(Handle tx, long member, String passwordHash) {
        tx.execute("UPDATE atlas_member SET password_hash = ? WHERE member_id = ?", passwordHash, member);
    }

    /**
     * The last mail to a member was returned, with these words.
     *
     * @return false when that is known already, or the member is gone
     */
    public static boolean mailReturned(Handle tx, MemberId id, String words) {
        return tx.execute(
                        "UPDATE atlas_member SET mail_error = ? WHERE member_id = ? AND NOT (mail_error <=> ?)",
                        words,
                        id.value(),
                        words)
                == 1;
    }

    /** Another mail goes out to a member. */
    static void forgetMailError(Handle tx, long member) {
        tx.execute("UPDATE atlas_member SET mail_error = NULL WHERE member_id = ? AND mail_error IS NOT NULL", member);
    }

    /** @param encrypted null to switch the second factor off */
    static void setSecondFactor(Handle tx, long member, byte @Nullable [] encrypted) {
        tx.execute("UPDATE atlas_member SET totp_secret = ?, totp_step = NULL WHERE member_id = ?", encrypted, member);
    }

    /** Uses up the code of a time step; false when it, or a later one, was used before. */
    static boolean useStep(Handle tx, long member, long step) {
        return tx.execute(
                        "UPDATE atlas_member SET totp_step = ? WHERE member_id = ? AND (totp_step IS NULL OR totp_step < ?)",
                        step,
                        member,
                        step)
                == 1;
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

    private static Member read(ResultSet row) throws SQLException {
        return new Member(
                new MemberId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("member_id")),
                row.getString("email"),
                Role.of(row.getString("role")),
                row.getString("password_hash").isEmpty(),
                row.getBytes("totp_secret") != null,
                row.getString("mail_error"),
                Instant.ofEpochMilli(row.getLong("since")));
    }
}
