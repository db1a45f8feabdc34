package dev.atlas.webhooks.queue;

import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.identity.EndpointId;
import dev.atlas.webhooks.identity.EventId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event's way to one endpoint.
 *
 * @param sequence its place among the endpoint's deliveries, from 1
 * @param filterVersion the version of the endpoint's filter that admitted it
 * @param replayId the replay that brought it back; null when none did
 */
public record Delivery(
        DeliveryId id,
        EndpointId endpoint,
        EventId event,
        String eventType,
        long sequence,
        int filterVersion,
        DeliveryStatus status,
        Schedule schedule,
        Instant createdAt,
        @Nullable Long replayId) {

    /** The same, further on. */
    public Delivery with(DeliveryStatus newStatus, Schedule newSchedule) {
        return new Delivery(
                id, endpoint, event, eventType, sequence, filterVersion, newStatus, newSchedule, createdAt, replayId);
    }

    /**
     * How far it has come.
     *
     * @param attempts all attempts ever made
     * @param round the attempts of the present retry schedule; a retry by hand begins a new one
     * @param start when that schedule's first attempt began, moved on by the time spent held
     * @param late for how long it was due and nobody attempted it, in the whole schedule: retries come by so much later
     * @param mayPause whether its death may pause the endpoint
     */
    public record Schedule(int attempts, int round, @Nullable Instant start, Duration late, boolean mayPause) {
        /** Of a delivery that was never tried. */
        public static final Schedule FRESH = new Schedule(0, 0, null, true);

        /** One that was never late. */
        public Schedule(int attempts, int round, @Nullable Instant start, boolean mayPause) {
            this(attempts, round, start, Duration.ZERO, mayPause);
        }

        /** A new schedule after a retry by hand or a replay: it counts from its own first attempt and pauses nothing. */
        public Schedule again() {
            return new Schedule(attempts, 0, null, false);
        }
    }
}
