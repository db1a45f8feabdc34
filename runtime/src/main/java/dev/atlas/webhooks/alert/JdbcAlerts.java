package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.AlertId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table {@code atlas_alert}, the outbox of mails: whoever finds something to tell writes rows, never mail; a worker sends
 * them afterwards.
 */
public final class JdbcAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcAlerts.class);
    private static final int MAX_ERROR = 1000;

    /** A mail to send. */
    public record Waiting(WorkspaceId workspace, long id, String recipient, AlertNotice notice, int attempts) {
        /** The alert it tells of. */
        public AlertId alert() {
            return new AlertId(workspace, id);
        }
    }

    private JdbcAlerts() {}

    /** Adds a mail, due at once. */
    public static void insert(
            Handle tx, EndpointId endpoint, long id, String recipient, AlertNotice notice, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_alert
                    (workspace_id, alert_id, endpoint_id, kind, recipient, notice, status, next_attempt_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?, ?)""",
                endpoint.workspace().value(),
                id,
                endpoint.value(),
                notice.kind().word(),
                recipient,
                notice.json(),
                now.toEpochMilli(),
                now.toEpochMilli());
    }

    private record Due(WorkspaceId workspace, long id, String recipient, @Nullable String notice, int attempts) {}

    /**
     * Takes a due mail for this node until {@code leaseUntil}; if it dies with it, another node sends it then. One that
     * cannot be read any more keeps back no other: it has failed.
     */
    public static Optional<Waiting> claim(Handle tx, Instant now, Instant leaseUntil) {
        for (Optional<Due> due = due(tx, now); due.isPresent(); due = due(tx, now)) {
            Optional<Waiting> alert = due.flatMap(JdbcAlerts::readable);
            if (alert.isPresent()) {
                lease(tx, alert.get(), leaseUntil);
                return alert;
            }
            AlertId unreadable = new AlertId(due.get().workspace(), due.get().id());
            LOG.error("Alert mail {} is not sent: column notice of its row in atlas_alert cannot be read", unreadable);
            failed(tx, unreadable, "what it was to tell cannot be read any more (column notice of atlas_alert)");
        }
        return Optional.empty();
    }

    private static Optional<Waiting> readable(Due due) {
        return AlertNotice.read(due.notice())
                .map(notice -> new Waiting(due.workspace(), due.id(), due.recipient(), notice, due.attempts()));
    }

    private static void lease(Handle tx, Waiting alert, Instant until) {
        tx.execute(
                "UPDATE atlas_alert SET next_attempt_at = ? WHERE workspace_id = ? AND alert_id = ?",
                until.toEpochMilli(),
                alert.workspace().value(),
                alert.id());
    }

    private static Optional<Due> due(Handle tx, Instant now) {
        return tx.select(
                        """
                        SELECT workspace_id, alert_id, recipient, notice, attempt_count FROM atlas_alert
                         WHERE status = 'waiting' AND next_attempt_at <= ?
                         ORDER BY next_attempt_at LIMIT 1 FOR UPDATE SKIP LOCKED""",
                        now.toEpochMilli())
                .map((row, context) -> new Due(
                        new WorkspaceId(row.getLong(1)),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5)))
                .findOne();
    }

    /** The server took the mail. */
    public static void sent(Handle tx, Waiting alert, Instant now) {
        tx.execute(
                """
                UPDATE atlas_alert SET status = 'sent', attempt_count = attempt_count + 1, sent_at = ?, last_error = NULL
                 WHERE workspace_id = ? AND alert_id = ?""",
                now.toEpochMilli(),
                alert.workspace().value(),
                alert.id());
    }

    /** It did not; it is tried again at that time. */
    public static void retry(Handle tx, Waiting alert, String error, Instant at) {
        tx.execute(
                """
                UPDATE atlas_alert SET attempt_count = attempt_count + 1, last_error = ?, next_attempt_at = ?
                 WHERE workspace_id = ? AND alert_id = ?""",
                cut(error),
                at.toEpochMilli(),
                alert.workspace().value(),
                alert.id());
    }

    /** It never will. */
    public static void failed(Handle tx, Waiting alert, String error) {
        failed(tx, alert.alert(), error);
    }

    private static void failed(Handle tx, AlertId alert, String error) {
        tx.execute(
                """
                UPDATE atlas_alert SET status = 'failed', attempt_count = attempt_count + 1, last_error = ?
                 WHERE workspace_id = ? AND alert_id = ?""",
                cut(error),
                alert.workspace().value(),
                alert.value());
    }

    /**
     * Another server could not deliver the mail that ours had taken.
     *
     * @return false when that is known already, or the mail is not (its day may have been dropped)
     */
    public static boolean bounced(Handle tx, AlertId alert, Bounce bounce, Instant now) {
        return tx.execute(
                        """
                        UPDATE atlas_alert SET status = 'bounced', last_error = ?, bounced_at = ?, bounce_code = ?,
                               bounce_recipient = ?, bounce_server = ?
                         WHERE workspace_id = ? AND alert_id = ? AND status = 'sent'""",
                        cut(bounce.words()),
                        now.toEpochMilli(),
                        bounce.code(),
                        bounce.recipient(),
                        bounce.server(),
                        alert.workspace().value(),
                        alert.value())
                == 1;
    }

    /**
     * The last mail to a recipient that was returned, unless a later one has been out since that time: then mail gets
     * there again.
     */
    public static Optional<SentAlert> unreached(Handle tx, WorkspaceId workspace, String recipient, Instant outSince) {
        return tx.select(
                        """
                        SELECT * FROM atlas_alert WHERE workspace_id = ? AND recipient = ? AND status = 'bounced'
                         ORDER BY alert_id DESC LIMIT 1""",
                        workspace.value(),
                        recipient)
                .map((row, context) -> read(workspace, row))
                .findOne()
                .filter(bounced -> tx.select(
                                """
                                SELECT 1 FROM atlas_alert WHERE workspace_id = ? AND recipient = ? AND status = 'sent'
                                    AND alert_id > ? AND sent_at <= ? LIMIT 1""",
                                workspace.value(),
                                recipient,
                                bounced.id().value(),
                                outSince.toEpochMilli())
                        .mapTo(Integer.class)
                        .findOne()
                        .isEmpty());
    }

    /** The mail that stands so many places after {@code before}; empty when there are not so many. */
    public static Optional<AlertId> placeAfter(Handle tx, AlertId before, int places) {
        return tx.select(
                        """
                        SELECT alert_id FROM atlas_alert WHERE workspace_id = ? AND alert_id < ?
                         ORDER BY alert_id DESC LIMIT 1 OFFSET ?""",
                        before.workspace().value(),
                        before.value(),
                        places)
                .map((row, context) -> new AlertId(before.workspace(), row.getLong(1)))
                .findFirst();
    }

    /**
     * Mails that are older than one, down to another.
     *
     * @param border the last one looked at; null for the oldest
     */
    public record Stretch(AlertId before, @Nullable AlertId border) {}

    /**
     * Mails, newest first.
     *
     * @param endpoint null for all
     * @param kind null for all
     * @param status null for all
     */
    public static List<SentAlert> search(
            Handle tx,
            Stretch stretch,
            @Nullable EndpointId endpoint,
            @Nullable AlertKind kind,
            @Nullable String status,
            int limit) {
        List<String> conditions = new ArrayList<>(List.of(""));
        Map<String, Object> bindings = new HashMap<>();
        if (endpoint != null) {
            conditions.add("endpoint_id = :endpoint");
            bindings.put("endpoint", endpoint.value());
        }
        if (kind != null) {
            conditions.add("kind = :kind");
            bindings.put("kind", kind.word());
        }
        if (status != null) {
            conditions.add("status = :status");
            bindings.put("status", status);
        }
        WorkspaceId workspace = stretch.before().workspace();
        return tx.createQuery("SELECT * FROM atlas_alert WHERE workspace_id = :workspace AND alert_id < :before"
                        + " AND alert_id >= :border"
                        + String.join(" AND ", conditions) + " ORDER BY alert_id DESC LIMIT :limit")
                .bind("workspace", workspace.value())
                .bind("before", stretch.before().value())
                .bind("border", stretch.border() == null ? 0 : stretch.border().value())
                .bindMap(bindings)
                .bind("limit", limit)
                .map((row, context) -> read(workspace, row))
                .list();
    }

    private static SentAlert read(WorkspaceId workspace, ResultSet row) throws SQLException {
        String status = row.getString("status");
        Long sentAt = row.getObject("sent_at", Long.class);
        Long bouncedAt = row.getObject("bounced_at", Long.class);
        return new SentAlert(
                new AlertId(workspace, row.getLong("alert_id")),
                new EndpointId(workspace, row.getLong("endpoint_id")),
                AlertKind.of(row.getString("kind")).orElse(AlertKind.PAUSED),
                row.getString("recipient"),
                status,
                row.getInt("attempt_count"),
                row.getString("last_error"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                status.equals("waiting") ? Instant.ofEpochMilli(row.getLong("next_attempt_at")) : null,
                sentAt == null ? null : Instant.ofEpochMilli(sentAt),
                bouncedAt == null
                        ? null
                        : new SentAlert.Bounced(
                                Instant.ofEpochMilli(bouncedAt),
                                row.getString("bounce_code"),
                                row.getString("bounce_recipient"),
                                row.getString("bounce_server")));
    }

    private static String cut(String error) {
        return error.length() <= MAX_ERROR ? error : error.substring(0, MAX_ERROR);
    }
}
