package dev.atlas.webhooks.retention;

import org.jdbi.v3.core.Handle;

/** Table {@code atlas_event_kept}: events whose day is over and that some delivery still needs. */
final class JdbcKeptEvents {
    private JdbcKeptEvents() {}

    /** Copies the events below a bound that an unfinished delivery or a dead letter needs. */
    static void keep(Handle tx, long bound) {
        tx.execute(
                """
                INSERT IGNORE INTO atlas_event_kept
                SELECT e.* FROM (SELECT DISTINCT workspace_id, event_id FROM atlas_queue WHERE event_id < ?) q
                  JOIN atlas_event e ON e.workspace_id = q.workspace_id AND e.event_id = q.event_id""",
                bound);
        for (long workspace : tx.select("SELECT workspace_id FROM atlas_workspace")
                .mapTo(Long.class)
                .list()) {
            tx.execute(
                    """
                    INSERT IGNORE INTO atlas_event_kept
                    SELECT e.* FROM (SELECT DISTINCT workspace_id, event_id FROM atlas_delivery
                                      WHERE workspace_id = ? AND status = 'dead' AND event_id < ?) d
                      JOIN atlas_event e ON e.workspace_id = d.workspace_id AND e.event_id = d.event_id""",
                    workspace,
                    bound);
        }
    }

    /** Removes those that no delivery needs any more. */
    static void forget(Handle tx) {
        tx.execute(
                """
                DELETE FROM atlas_event_kept
                 WHERE NOT EXISTS (SELECT 1 FROM atlas_queue q FORCE INDEX (of_event)
                                    WHERE q.workspace_id = atlas_event_kept.workspace_id
                                      AND q.event_id = atlas_event_kept.event_id)
                   AND NOT EXISTS (SELECT 1 FROM atlas_delivery d
                                    WHERE d.workspace_id = atlas_event_kept.workspace_id
                                      AND d.event_id = atlas_event_kept.event_id AND d.status = 'dead')""");
    }
}
