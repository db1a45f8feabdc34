package dev.atlas.webhooks.alert;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tables {@code atlas_alert_switch} and {@code atlas_alert_mute}: who does not want to be told of what. */
public final class JdbcAlertSwitches {
    /** Stands for the whole workspace in the column of endpoints. */
    private static final long EVERY_ENDPOINT = 0;

    private JdbcAlertSwitches() {}

    /**
     * Which kinds are on: what the endpoint says, else what the workspace says, else on.
     *
     * @param endpoint null for the workspace itself
     */
    public static Map<AlertKind, Boolean> read(Handle tx, WorkspaceId workspace, @Nullable EndpointId endpoint) {
        Map<AlertKind, Boolean> switches = new EnumMap<>(AlertKind.class);
        for (AlertKind kind : AlertKind.values()) {
            switches.put(kind, true);
        }
        tx.select(
                        """
                        SELECT kind, enabled FROM atlas_alert_switch
                         WHERE workspace_id = ? AND endpoint_id IN (0, ?) ORDER BY endpoint_id""",
                        workspace.value(),
                        endpoint == null ? EVERY_ENDPOINT : endpoint.value())
                .map((row, context) -> Map.entry(row.getString("kind"), row.getBoolean("enabled")))
                .forEach(row -> AlertKind.of(row.getKey()).ifPresent(kind -> switches.put(kind, row.getValue())));
        return switches;
    }

    /** Switches kinds. */
    public static void write(
            Handle tx, WorkspaceId workspace, @Nullable EndpointId endpoint, Map<AlertKind, Boolean> changes) {
        changes.forEach((kind, enabled) -> tx.execute(
                """
                INSERT INTO atlas_alert_switch (workspace_id, endpoint_id, kind, enabled) VALUES (?, ?, ?, ?)
                    ON DUPLICATE KEY UPDATE enabled = VALUES(enabled)""",
                workspace.value(),
                endpoint == null ? EVERY_ENDPOINT : endpoint.value(),
                kind.word(),
                enabled));
    }

    /** Those of the recipients who have not unsubscribed, each once and in lower case. */
    public static Set<String> listening(
            Handle tx, WorkspaceId workspace, AlertKind kind, Collection<String> recipients) {
        Set<String> listening = new HashSet<>();
        recipients.forEach(recipient -> listening.add(recipient.toLowerCase(Locale.ROOT)));
        List<String> muted = tx.select(
                        "SELECT recipient FROM atlas_alert_mute WHERE workspace_id = ? AND kind = ?",
                        workspace.value(),
                        kind.word())
                .mapTo(String.class)
                .list();
        muted.forEach(listening::remove);
        return listening;
    }

    /** Ends mails of a kind to a person. */
    public static void mute(Handle tx, AlertMute mute, Instant now) {
        tx.execute(
                """
                INSERT IGNORE INTO atlas_alert_mute (workspace_id, recipient, kind, created_at)
                VALUES (?, ?, ?, ?)""",
                mute.workspace().value(),
                mute.recipient(),
                mute.kind().word(),
                now.toEpochMilli());
    }

    /** Lets them go on. */
    public static void unmute(Handle tx, AlertMute mute) {
        tx.execute(
                "DELETE FROM atlas_alert_mute WHERE workspace_id = ? AND recipient = ? AND kind = ?",
                mute.workspace().value(),
                mute.recipient(),
                mute.kind().word());
    }
}
