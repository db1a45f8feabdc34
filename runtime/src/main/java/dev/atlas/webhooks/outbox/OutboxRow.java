package dev.atlas.webhooks.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A published text that was not routed yet.
 *
 * @param eventId the number that HTTP ingest answered with; null for rows written by plain SQL
 * @param payload the event's JSON as its publisher wrote it
 */
public record OutboxRow(long id, @Nullable Long eventId, String payload, Instant publishedAt) {}
