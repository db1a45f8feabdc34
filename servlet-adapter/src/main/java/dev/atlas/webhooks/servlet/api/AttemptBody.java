package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.attempt.AttemptRecord;
import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.PhaseTimings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One attempt as the API shows it: either {@code error} or {@code status_code} and {@code response} are there. */
record AttemptBody(
        String id,
        int number,
        Instant startedAt,
        long durationMs,
        @Nullable Integer statusCode,
        @Nullable String error,
        Request request,
        @Nullable Response response,
        Phases phasesMs,
        @Nullable String remoteAddress) {

    /** What was sent; credentials are masked. */
    record Request(Map<String, String> headers, String body) {}

    /** What came back; {@code truncated} when the endpoint sent more than is kept. */
    record Response(Map<String, String> headers, String body, boolean truncated) {}

    /** Milliseconds; null for a phase that was not reached or not needed. */
    record Phases(
            @Nullable Long dns, @Nullable Long connect, @Nullable Long tls, @Nullable Long firstByte, long total) {
        static Phases of(PhaseTimings phases) {
            return new Phases(
                    millis(phases.dns()),
                    millis(phases.connect()),
                    millis(phases.tls()),
                    millis(phases.firstByte()),
                    phases.total().toMillis());
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : Long.valueOf(duration.toMillis());
        }
    }

    static AttemptBody of(AttemptRecord attempt, String requestBody) {
        Request request = new Request(headers(attempt.requestHeaders()), requestBody);
        return attempt.result().when(new AttemptResult.Cases<>() {
            @Override
            public AttemptBody responded(AttemptResult.Responded responded) {
                Response response = new Response(
                        headers(responded.headers()),
                        new String(responded.body(), StandardCharsets.UTF_8),
                        responded.truncated());
                return of(attempt, request, responded.status(), null, response);
            }

            @Override
            public AttemptBody failed(AttemptResult.Failed failed) {
                return of(attempt, request, null, failed.message(), null);
            }
        });
    }

    private static AttemptBody of(
            AttemptRecord attempt,
            Request request,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Response response) {
        AttemptResult result = attempt.result();
        return new AttemptBody(
                attempt.id().toString(),
                attempt.number(),
                result.startedAt(),
                result.phases().total().toMillis(),
                status,
                error,
                request,
                response,
                Phases.of(result.phases()),
                result.remoteAddress());
    }

    /** A name that occurs more than once has its values joined by commas (RFC 9110, section 5.2). */
    private static Map<String, String> headers(List<Header> headers) {
        Map<String, String> byName = new LinkedHashMap<>();
        headers.forEach(header -> byName.merge(header.name(), header.value(), (a, b) -> a + ", " + b));
        return byName;
    }
}
