package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.endpoint.JdbcDrains;

/** What may turn up in the database without anybody on this node knowing of it, with the condition that tells. */
enum Matter {
    DRAIN("SELECT 1 FROM " + JdbcDrains.CHANGING),
    REPLAY("SELECT 1 FROM atlas_replay WHERE status = 'running' AND next_at <= :now"),
    DIGEST("SELECT 1 FROM atlas_alert_digest WHERE due_at <= :now"),
    ALERT("SELECT 1 FROM atlas_alert WHERE status = 'waiting' AND next_attempt_at <= :now"),
    TICKET("SELECT 1 FROM atlas_ticket WHERE mail_due_at <= :now");

    private final String rows;

    Matter(String rows) {
        this.rows = rows;
    }

    /** A column that tells whether there are rows of it, by one look into an index. */
    String selected() {
        return "EXISTS (" + rows + ") AS " + column();
    }

    String column() {
        return "has_" + name();
    }
}
