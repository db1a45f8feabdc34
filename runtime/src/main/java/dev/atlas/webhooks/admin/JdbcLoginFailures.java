package dev.atlas.webhooks.admin;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_login_failure}. */
final class JdbcLoginFailures {
    /** Failures in a row. */
    record Failures(int count, Instant lastAt) {}

    private JdbcLoginFailures() {}

    static Optional<Failures> find(Handle tx, byte[] subject, Instant since) {
        return tx.select(
                        "SELECT failures, last_at FROM atlas_login_failure WHERE subject = ? AND last_at > ?",
                        subject,
                        since.toEpochMilli())
                .map((row, context) -> new Failures(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))))
                .findOne();
    }

    static void add(Handle tx, byte[] subject, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_login_failure (subject, failures, last_at) VALUES (?, 1, ?)
                    ON DUPLICATE KEY UPDATE failures = failures + 1, last_at = ?""",
                subject,
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    static void delete(Handle tx, byte[] subject) {
        tx.execute("DELETE FROM atlas_login_failure WHERE subject = ?", (Object) subject);
    }

    static void forget(Handle tx, Instant before) {
        tx.execute("DELETE FROM atlas_login_failure WHERE last_at <= ?", before.toEpochMilli());
    }
}
