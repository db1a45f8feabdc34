package dev.atlas.webhooks.pipeline;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_task}: what one node at a time does now and then for all. */
final class JdbcTasks {
    private JdbcTasks() {}

    /** Whether the task is due and ours to do now; the next turn comes after the period. */
    static boolean take(Handle tx, String name, Instant now, Duration period) {
        tx.execute("INSERT IGNORE INTO atlas_task (name, next_at) VALUES (?, 0)", name);
        return tx.execute(
                        "UPDATE atlas_task SET next_at = ? WHERE name = ? AND next_at <= ?",
                        now.plus(period).toEpochMilli(),
                        name,
                        now.toEpochMilli())
                == 1;
    }

    /** The next turn comes then; how many tasks were changed. */
    static int put(Handle tx, String name, Instant at) {
        return tx.execute("UPDATE atlas_task SET next_at = ? WHERE name = ?", at.toEpochMilli(), name);
    }

    /** How far the task has come; 0 at first. */
    static long position(Handle tx, String name) {
        return tx.select("SELECT position FROM atlas_task WHERE name = ?", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /** It has come this far. */
    static void setPosition(Handle tx, String name, long position) {
        tx.execute("UPDATE atlas_task SET position = ? WHERE name = ?", position, name);
    }
}
