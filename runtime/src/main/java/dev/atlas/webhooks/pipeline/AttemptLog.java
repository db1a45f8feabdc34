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
 * failed is on level INFO, what succeeded on DEBUG, since at full load it is thousands of lines a second.
 */
final class AttemptLog {
    private static final Logger LOG = LoggerFactory.getLogger("atlas.attempts");

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
        return ("attempt delivery=%s endpoint=%s event=%s type=%s sequence=%d number=%d round=%d replay=%s %s ms=%d"
                        + " dns_ms=%s connect_ms=%s tls_ms=%s first_byte_ms=%s trace=%s")
                .formatted(
                        delivery.id(),
                        delivery.endpoint(),
                        attempt.leased().event().publicId(),
                        delivery.eventType(),
                        delivery.sequence(),
                        delivery.schedule().attempts() + 1,
                        delivery.schedule().round() + 1,
                        delivery.replayId() == null ? "-" : delivery.replayId(),
                        result(attempt.result()),
                        phases.total().toMillis(),
                        millis(phases.dns()),
                        millis(phases.connect()),
                        millis(phases.tls()),
                        millis(phases.firstByte()),
                        trace == null ? "-" : trace.text());
    }

    private static String millis(@Nullable Duration phase) {
        return phase == null ? "-" : Long.toString(phase.toMillis());
    }

    private static String result(AttemptResult result) {
        return result.when(new AttemptResult.Cases<>() {
            @Override
            public String responded(AttemptResult.Responded responded) {
                return "status=%d bytes=%d".formatted(responded.status(), responded.body().length);
            }

            @Override
            public String failed(AttemptResult.Failed failed) {
                return "failure=" + failed.kind().name().toLowerCase(Locale.ROOT);
            }
        });
    }
}
