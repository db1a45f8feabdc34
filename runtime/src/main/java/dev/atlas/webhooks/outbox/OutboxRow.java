package dev.atlas.webhooks.outbox;

import dev.atlas.webhooks.event.TraceParent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published text that was not routed yet.
 *
 * @param eventId the number that HTTP ingest answered with; null for rows written by plain SQL
 * @param payload the event's JSON as its publisher wrote it
 * @param trace the place in a trace that it was published at; null for none
 */
public record OutboxRow(
        long id, @Nullable Long eventId, String payload, Instant publishedAt, @Nullable TraceParent trace) {}
