package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.replay.Replay;
import dev.atlas.webhooks.replay.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the API shows it.
 *
 * @param total how many there were when it began; null when that is not known
 * @param done how many it has put into the queue
 * @param skipped how many it has left out
 */
record ReplayBody(
        String id,
        @Nullable String endpoint,
        String status,
        @Nullable Long total,
        long done,
        long skipped,
        @Nullable Integer rate,
        Instant since,
        Instant until,
        List<String> statuses,
        @Nullable Integer code,
        @Nullable String cause,
        String filter,
        boolean missed,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    static ReplayBody of(Replay replay) {
        Selection selection = replay.selection();
        Long endpoint = selection.endpoint();
        return new ReplayBody(
                replay.id().toString(),
                endpoint == null ? null : new EndpointId(replay.id().workspace(), endpoint).toString(),
                replay.status().word(),
                replay.total(),
                replay.done(),
                replay.skipped(),
                replay.rate(),
                selection.since(),
                selection.until(),
                selection.missed() ? List.of() : selection.statuses(),
                selection.code(),
                selection.cause(),
                selection.filter(),
                selection.missed(),
                replay.createdBy(),
                replay.createdAt(),
                replay.finishedAt());
    }
}
