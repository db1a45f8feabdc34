package dev.atlas.webhooks.pipeline;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.event.TraceParent;
import dev.atlas.webhooks.queue.Delivery;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One wide line for each attempt, as {@code name=value} pairs, under a logger of its own: {@code atlas.attempts}. What
 * failed is on level INFO. What succeeded is on DEBUG: with the handlers of java.util.logging a line costs 6 µs, of the 82 that
 * a delivery costs in all.
 */
final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger("atlas.attempts");
    private static final int USUAL_LENGTH = 500;

    private AttemptLog() {}

    static void write(FinishedAttempt attempt) {
        boolean failed = !(attempt.result() instanceof AttemptResult.Responded responded)
                || responded.status() < 200
                || responded.status() > 299;
        if (failed && LOG.isInfoEnabled()) {
            LOG.info(line(attempt));
        } else if (!failed && LOG.isDebugEnabled()) {
            LOG.debug(line(attempt));
        }
    }

    static String line(FinishedAttempt attempt) {
        Delivery delivery = attempt.leased().delivery();
        TraceParent trace = attempt.leased().event().trace();
        PhaseTimings phases = attempt.result().phases();
        StringBuilder line = new StringBuilder(USUAL_LENGTH).append("attempt");
        add(line, "delivery", delivery.id());
        add(line, "endpoint", delivery.endpoint());
        add(line, "event", attempt.leased().event().publicId());
        add(line, "type", delivery.eventType());
        add(line, "sequence", delivery.sequence());
        add(line, "number", delivery.schedule().attempts() + 1);
        add(line, "round", delivery.schedule().round() + 1);
        add(line, "replay", delivery.replayId());
        addResult(line, attempt.result());
        add(line, "ms", phases.total().toMillis());
        add(line, "dns_ms", millis(phases.dns()));
        add(line, "connect_ms", millis(phases.connect()));
        add(line, "tls_ms", millis(phases.tls()));
        add(line, "first_byte_ms", millis(phases.firstByte()));
        add(line, "trace", trace == null ? null : trace.text());
        return line.toString();
    }

    private static void add(StringBuilder line, String name, @Nullable Object value) {
        line.append(' ').append(name).append('=').append(value == null ? "-" : value);
    }

    private static @Nullable Long millis(@Nullable Duration phase) {
        return phase == null ? null : phase.toMillis();
    }

    private static void addResult(StringBuilder line, AttemptResult result) {
        result.when(new AttemptResult.Cases<StringBuilder>() {
            @Override
            public StringBuilder responded(AttemptResult.Responded responded) {
                add(line, "status", responded.status());
                add(line, "bytes", responded.body().length);
                return line;
            }

            @Override
            public StringBuilder failed(AttemptResult.Failed failed) {
                add(line, "failure", failed.kind().name().toLowerCase(Locale.ROOT));
                return line;
            }
        });
    }
}
