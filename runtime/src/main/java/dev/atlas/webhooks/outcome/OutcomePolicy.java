package dev.atlas.webhooks.outcome;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.AttemptResult.Failed;
import dev.atlas.webhooks.attempt.AttemptResult.Responded;
import dev.atlas.webhooks.attempt.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Judges attempts: 2xx is success, everything else fails (contract, sections 3 and 4). */
public final class OutcomePolicy {
    private static final int GONE = 410;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private OutcomePolicy() {}

    /** The verdict on an attempt that ended at {@code now}. */
    public static Outcome judge(AttemptResult result, Instant now) {
        return result.when(new AttemptResult.Cases<>() {
            @Override
            public Outcome responded(Responded responded) {
                int status = responded.status();
                if (isSuccess(responded)) {
                    return new Outcome.Delivered(status);
                }
                return new Outcome.Failed(status, "answered " + status, retryAfter(responded, now), status == GONE);
            }

            @Override
            public Outcome failed(Failed failed) {
                return failed.kind() == FailureKind.ABANDONED
                        ? new Outcome.GivenBack()
                        : new Outcome.Failed(null, failed.message(), null, false);
            }
        });
    }

    /** Whether the endpoint took the event. */
    public static boolean isSuccess(AttemptResult result) {
        return result instanceof Responded responded && responded.status() >= 200 && responded.status() < 300;
    }

    private static @Nullable Duration retryAfter(Responded responded, Instant now) {
        if (responded.status() != TOO_MANY_REQUESTS && responded.status() != UNAVAILABLE) {
            return null;
        }
        return responded.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Retry-After"))
                .findFirst()
                .map(header -> parseRetryAfter(header.value().strip(), now))
                .orElse(null);
    }

    /** Seconds or an HTTP date (RFC 9110, 10.2.3); what is neither is ignored, as the RFC's clients do. */
    private static @Nullable Duration parseRetryAfter(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(value));
        }
        try {
            Instant when = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return when.isAfter(now) ? Duration.between(now, when) : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
