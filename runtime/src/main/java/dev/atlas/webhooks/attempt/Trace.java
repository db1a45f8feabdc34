package dev.atlas.webhooks.attempt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of every attempt, however it ended.
 *
 * @param startedAt when it began
 * @param phases how long each phase took
 * @param remoteAddress the IP address that was connected to, without the port; null when no connection came about
 */
public record Trace(Instant startedAt, PhaseTimings phases, @Nullable String remoteAddress) {}
