package dev.atlas.webhooks.admin;

import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Table {@code atlas_ticket}; those that go out by mail wait in it as in an outbox. */
public final class JdbcTickets {
    private static final String SELECT =
            """
            SELECT t.ticket_id, t.purpose, t.member_id, t.workspace_id, m.email, t.issued_by, t.expires_at
              FROM atlas_ticket t JOIN atlas_member m ON m.member_id = t.member_id
             WHERE""";

    private JdbcTickets() {}

    /** @param mailDueAt null for a ticket that no mail is about */
    static void insert(Handle tx, Ticket ticket, @Nullable Instant mailDueAt) {
        tx.execute(
                """
                INSERT INTO atlas_ticket
                    (ticket_id, purpose, member_id, workspace_id, issued_by, expires_at, mail_due_at)
                VALUES (?, ?, ?, ?, ?, ?, ?)""",
                ticket.id(),
                ticket.purpose().word(),
                ticket.member(),
                ticket.workspace().value(),
                ticket.issuedBy(),
                ticket.expiresAt().toEpochMilli(),
                mailDueAt == null ? null : mailDueAt.toEpochMilli());
    }

    /** A ticket that is still good. */
    static Optional<Ticket> find(Handle tx, long id, Instant now) {
        return select(tx, SELECT + " t.ticket_id = ? AND t.expires_at > ?", id, now.toEpochMilli()).stream()
                .findFirst();
    }

    /** How many mails are on their way to a member, or were sent, that are still good. */
    static int open(Handle tx, long member, Instant now) {
        return tx.select(
                        """
                        SELECT COUNT(*) FROM atlas_ticket
                         WHERE member_id = ? AND expires_at > ? AND purpose <> 'second_factor'""",
                        member,
                        now.toEpochMilli())
                .mapTo(Integer.class)
                .one();
    }

    /** Ends all tickets of a member. */
    static void deleteOf(Handle tx, long member) {
        tx.execute("DELETE FROM atlas_ticket WHERE member_id = ?", member);
    }

    /** Forgets tickets that have ended. */
    public static int forget(Handle tx, Instant now) {
        return tx.execute("DELETE FROM atlas_ticket WHERE expires_at <= ?", now.toEpochMilli());
    }

    /** Takes due mails for this node until {@code leaseUntil}; whoever dies with them, another node sends them then. */
    public static List<Ticket> claimMails(Handle tx, Instant now, Instant leaseUntil, int limit) {
        List<Ticket> due = select(
                tx,
                SELECT + " t.mail_due_at <= ? ORDER BY t.mail_due_at LIMIT ? FOR UPDATE",
                now.toEpochMilli(),
                limit);
        due.forEach(ticket -> tx.execute(
                "UPDATE atlas_ticket SET mail_due_at = ?, mail_attempts = mail_attempts + 1 WHERE ticket_id = ?",
                leaseUntil.toEpochMilli(),
                ticket.id()));
        return due;
    }

    /** The mail is sent, or never will be. */
    public static void mailDone(Handle tx, Ticket ticket) {
        tx.execute("UPDATE atlas_ticket SET mail_due_at = NULL WHERE ticket_id = ?", ticket.id());
    }

    private static List<Ticket> select(Handle tx, String sql, Object... values) {
        return tx.select(sql, values)
                .map((row, context) -> new Ticket(
                        row.getLong(1),
                        Ticket.Purpose.of(row.getString(2)),
                        row.getLong(3),
                        new WorkspaceId(row.getLong(4)),
                        row.getString(5),
                        row.getString(6),
                        Instant.ofEpochMilli(row.getLong(7))))
                .list();
    }
}
