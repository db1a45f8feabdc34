package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Table {@code atlas_alert_digest}: what there is to tell about each endpoint. What comes within a kind's interval
 * gathers here, so that nobody gets a mail for each of a thousand dead letters.
 */
public final class JdbcDigests {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDigests.class);

    /** What is to be told now. */
    public record Digest(EndpointId endpoint, AlertNotice notice) {}

    private record Due(EndpointId endpoint, String kind, int occurrences, @Nullable String notice) {}

    private JdbcDigests() {}

    /** Adds something to tell; the notice takes the place of the one before it. */
    public static void add(Handle tx, EndpointId endpoint, AlertNotice notice, Instant now) {
        tx.execute(
                """
                INSERT INTO atlas_alert_digest (workspace_id, endpoint_id, kind, occurrences, notice, due_at)
                VALUES (?, ?, ?, 1, ?, ?)
                    ON DUPLICATE KEY UPDATE occurrences = occurrences + 1, notice = VALUES(notice),
                       due_at = COALESCE(due_at, GREATEST(VALUES(due_at), COALESCE(told_at, 0) + ?))""",
                endpoint.workspace().value(),
                endpoint.value(),
                notice.kind().word(),
                notice.json(),
                now.toEpochMilli(),
                notice.kind().interval().toMillis());
    }

    /** Takes what is due; with the end of this transaction it counts as told. What cannot be read any more is not there. */
    public static List<Digest> take(Handle tx, Instant now, int limit) {
        List<Due> due = tx.select(
                        """
                        SELECT workspace_id, endpoint_id, kind, occurrences, notice FROM atlas_alert_digest
                         WHERE due_at <= ? ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED""",
                        now.toEpochMilli(),
                        limit)
                .map((row, context) -> new Due(
                        new EndpointId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("endpoint_id")),
                        row.getString("kind"),
                        row.getInt("occurrences"),
                        row.getString("notice")))
                .list();
        List<Digest> readable = new ArrayList<>();
        for (Due digest : due) {
            AlertNotice.read(digest.notice())
                    .ifPresentOrElse(
                            notice -> readable.add(
                                    new Digest(digest.endpoint(), notice.standingFor(digest.occurrences()))),
                            () -> LOG.error(
                                    "Nobody is told '{}' of endpoint {}: column notice of its row in atlas_alert_digest"
                                            + " cannot be read",
                                    digest.kind(),
                                    digest.endpoint()));
            tx.execute(
                    """
                    UPDATE atlas_alert_digest SET occurrences = 0, notice = NULL, due_at = NULL, told_at = ?
                     WHERE workspace_id = ? AND endpoint_id = ? AND kind = ?""",
                    now.toEpochMilli(),
                    digest.endpoint().workspace().value(),
                    digest.endpoint().value(),
                    digest.kind());
        }
        return readable;
    }
}
