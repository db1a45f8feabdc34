package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.ReplayId;
import dev.atlas.webhooks.identity.WorkspaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/** Table {@code atlas_replay}. A step holds its row's lock, so one node at a time works on a replay. */
public final class JdbcReplays {
    /** What a step has come to. */
    record Progress(long position, int done, int skipped, boolean end, Instant nextAt) {}

    private JdbcReplays() {}

    /** Adds a replay, whose first step is due at once. */
    public static void insert(Handle tx, Replay replay) {
        tx.execute(
                """
                INSERT INTO atlas_replay (workspace_id, replay_id, selection, status, rate, position, total, done, skipped,
                    batch, next_at, created_by, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?, ?, ?)""",
                replay.id().workspace().value(),
                replay.id().value(),
                replay.selection().json(),
                replay.status().word(),
                replay.rate(),
                replay.position(),
                replay.total(),
                replay.batch(),
                replay.createdAt().toEpochMilli(),
                replay.createdBy(),
                replay.createdAt().toEpochMilli());
    }

    /** One replay. */
    public static Optional<Replay> find(Handle tx, ReplayId id) {
        return tx.select(
                        "SELECT * FROM atlas_replay WHERE workspace_id = ? AND replay_id = ?",
                        id.workspace().value(),
                        id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Replays of a workspace, newest first, older than {@code before}. */
    public static List<ListedReplay> list(Handle tx, WorkspaceId workspace, long before, int limit) {
        return tx.select(
                        """
                        SELECT * FROM atlas_replay WHERE workspace_id = ? AND replay_id < ?
                         ORDER BY replay_id DESC LIMIT ?""",
                        workspace.value(),
                        before,
                        limit)
                .map((row, context) -> listed(row))
                .list();
    }

    /** Replays with a step due, those longest due first. */
    static List<ReplayId> due(Handle tx, Instant now, int limit) {
        return tx.select(
                        """
                        SELECT workspace_id, replay_id FROM atlas_replay
                         WHERE status = 'running' AND next_at <= ? ORDER BY next_at LIMIT ?""",
                        now.toEpochMilli(),
                        limit)
                .map((row, context) -> new ReplayId(new WorkspaceId(row.getLong(1)), row.getLong(2)))
                .list();
    }

    /** One with a step due, locked until the transaction ends; empty when another node has it, or it was stopped. */
    static Optional<Replay> lockDue(Handle tx, ReplayId id, Instant now) {
        return tx.select(
                        """
                        SELECT * FROM atlas_replay
                         WHERE workspace_id = ? AND replay_id = ? AND status = 'running' AND next_at <= ?
                           FOR UPDATE SKIP LOCKED""",
                        id.workspace().value(),
                        id.value(),
                        now.toEpochMilli())
                .map((row, context) -> read(row))
                .findOne();
    }

    /** Writes what a step has come to. */
    static void advance(Handle tx, Replay replay, Progress progress, Instant now) {
        tx.execute(
                """
                UPDATE atlas_replay
                   SET position = ?, done = done + ?, total = GREATEST(total, done), skipped = skipped + ?, batch = ?,
                       next_at = ?, status = ?, finished_at = ?
                 WHERE workspace_id = ? AND replay_id = ?""",
                progress.position(),
                progress.done(),
                progress.skipped(),
                replay.nextBatch(),
                progress.nextAt().toEpochMilli(),
                (progress.end() ? ReplayStatus.DONE : ReplayStatus.RUNNING).word(),
                progress.end() ? now.toEpochMilli() : null,
                replay.id().workspace().value(),
                replay.id().value());
    }

    /** Lets the next step come later; nothing else changes. */
    static void postpone(Handle tx, ReplayId id, Instant until) {
        tx.execute(
                "UPDATE atlas_replay SET next_at = ? WHERE workspace_id = ? AND replay_id = ?",
                until.toEpochMilli(),
                id.workspace().value(),
                id.value());
    }

    /** Stops a replay or lets it go on; waits for the step under way. */
    public static void setStatus(Handle tx, ReplayId id, ReplayStatus status, Instant now) {
        tx.execute(
                """
                UPDATE atlas_replay SET status = ?, finished_at = ?, next_at = ?
                 WHERE workspace_id = ? AND replay_id = ?""",
                status.word(),
                status.isOver() ? now.toEpochMilli() : null,
                now.toEpochMilli(),
                id.workspace().value(),
                id.value());
    }

    private static ListedReplay listed(ResultSet row) throws SQLException {
        try {
            return new ListedReplay(id(row), read(row), null);
        } catch (ReplayUnreadableException e) {
            return new ListedReplay(id(row), null, e.getMessage());
        }
    }

    private static ReplayId id(ResultSet row) throws SQLException {
        return new ReplayId(new WorkspaceId(row.getLong("workspace_id")), row.getLong("replay_id"));
    }

    /** @throws ReplayUnreadableException when the row is damaged */
    private static Replay read(ResultSet row) throws SQLException {
        Long finishedAt = row.getObject("finished_at", Long.class);
        return new Replay(
                id(row),
                value(row, "selection", Selection::parse),
                value(row, "status", ReplayStatus::of),
                row.getObject("rate", Integer.class),
                row.getLong("position"),
                row.getObject("total", Long.class),
                row.getLong("done"),
                row.getLong("skipped"),
                row.getInt("batch"),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                finishedAt == null ? null : Instant.ofEpochMilli(finishedAt));
    }

    private static <T> T value(ResultSet row, String column, Function<String, T> reading) throws SQLException {
        String text = row.getString(column);
        try {
            return reading.apply(text);
        } catch (RuntimeException e) {
            throw new ReplayUnreadableException(id(row), column, e);
        }
    }
}
