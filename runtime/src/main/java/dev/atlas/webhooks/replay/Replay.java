package dev.atlas.webhooks.replay;

import dev.atlas.webhooks.identity.ReplayId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bulk redelivery.
 *
 * @param rate most deliveries a second; null for as fast as the queue drains
 * @param position how far it has looked: the number of the last delivery or event
 * @param total how many there were to bring back when it began; null when that was not counted to the end
 * @param done how many it has put into the queue
 * @param skipped how many it has left out: changed meanwhile, the filter says no, or the endpoint is gone
 * @param batch how many the next step may bring back; grows from step to step
 */
public record Replay(
        ReplayId id,
        Selection selection,
        ReplayStatus status,
        @Nullable Integer rate,
        long position,
        @Nullable Long total,
        long done,
        long skipped,
        int batch,
        String createdBy,
        Instant createdAt,
        @Nullable Instant finishedAt) {
    private static final int FIRST_BATCH = 20;
    private static final int LARGEST_BATCH = 500;

    /** Steps of a replay with a rate come this often a second. */
    private static final int STEPS_A_SECOND = 5;

    /** One that begins now. */
    public static Replay begin(
            ReplayId id,
            Selection selection,
            @Nullable Integer rate,
            long position,
            @Nullable Long total,
            String createdBy,
            Instant now) {
        return new Replay(
                id, selection, ReplayStatus.RUNNING, rate, position, total, 0, 0, FIRST_BATCH, createdBy, now, null);
    }

    /** How many this step may bring back. */
    int allowed() {
        return rate == null ? batch : Math.min(batch, Math.max(1, rate / STEPS_A_SECOND));
    }

    /** How many the next step may: twice as many, up to a limit. */
    int nextBatch() {
        return Math.min(2 * batch, LARGEST_BATCH);
    }
}
