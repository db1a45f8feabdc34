package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.alert.BounceMailbox.Position;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_mailbox}: how far the mailbox of returned mail was read. */
public final class JdbcMailbox {
    private JdbcMailbox() {}

    /** How far it was read; empty when it never was. */
    public static Optional<Position> read(Handle tx, String mailbox) {
        return tx.select("SELECT uid_validity, uid FROM atlas_mailbox WHERE mailbox = ?", mailbox)
                .map((row, context) -> new Position(row.getLong(1), row.getLong(2)))
                .findOne();
    }

    /** It was read so far. */
    public static void write(Handle tx, String mailbox, Position position) {
        tx.execute(
                """
                INSERT INTO atlas_mailbox (mailbox, uid_validity, uid) VALUES (?, ?, ?)
                    ON DUPLICATE KEY UPDATE uid_validity = VALUES(uid_validity), uid = VALUES(uid)""",
                mailbox,
                position.validity(),
                position.uid());
    }
}
