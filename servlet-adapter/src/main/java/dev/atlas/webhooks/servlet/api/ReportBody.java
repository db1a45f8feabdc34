package dev.atlas.webhooks.servlet.api;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.FailureKind;
import dev.atlas.webhooks.attempt.Header;
import dev.atlas.webhooks.attempt.PhaseTimings;
import dev.atlas.webhooks.attempt.Trace;
import dev.atlas.webhooks.identity.DeliveryId;
import dev.atlas.webhooks.pipeline.Listening.Report;
import dev.atlas.webhooks.servlet.json.Members;
import dev.atlas.webhooks.servlet.json.RequestBody;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a listener reports of attempts; of what is too long the beginning is kept, for refused it would be lost. In each either {@code status_code} and {@code response}, or
 * {@code error}.
 */
final class ReportBody {
    private static final int MAX_RESULTS = 200;
    private static final int MAX_ERROR = 1000;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_NAME = 200;
    private static final int MAX_VALUE = 4000;
    private static final int MAX_DURATION_MS = 3_600_000;

    private ReportBody() {}

    static List<Report> read(RequestBody body) {
        Members in = body.members();
        List<Members> results = in.requiredObjects("results");
        if (results.size() > MAX_RESULTS) {
            in.problem("/results", "holds at most " + MAX_RESULTS);
        }
        List<Report> reports = new ArrayList<>();
        for (Members result : results) {
            Report report = result(result);
            if (report != null) {
                reports.add(report);
            }
        }
        in.end();
        return reports;
    }

    /** Null after a problem, which is noted. */
    private static @Nullable Report result(Members in) {
        DeliveryId delivery = delivery(in);
        Integer attempt = number(in, "attempt", 1, Integer.MAX_VALUE);
        Instant startedAt = in.time("started_at");
        Integer duration = number(in, "duration_ms", 0, MAX_DURATION_MS);
        if (startedAt == null) {
            in.problem("/started_at", "is required: a time such as 2026-11-24T09:30:00Z");
        }
        Members request = in.members("request");
        List<Header> sent = request == null ? List.of() : headers(request);
        Integer status = in.integer("status_code");
        String error = in.string("error");
        Members response = in.members("response");
        if ((status == null) == (error == null)) {
            in.problem("/status_code", "either status_code or error is required");
        }
        if (status != null && (status < 100 || status > 999)) {
            in.problem("/status_code", "is 100 to 999");
        }
        if (request != null) {
            request.end();
        }
        List<Header> received = response == null ? List.of() : headers(response);
        String body = response == null ? null : response.string("body");
        Boolean truncated = response == null ? null : response.flag("truncated");
        if (response != null) {
            response.end();
        }
        in.end();
        if (delivery == null || attempt == null || startedAt == null || duration == null) {
            return null;
        }
        Trace trace = new Trace(startedAt, new PhaseTimings(null, null, null, null, Duration.ofMillis(duration)), null);
        AttemptResult result = status == null
                ? new AttemptResult.Failed(trace, FailureKind.LISTENER, cut(error == null ? "" : error, MAX_ERROR))
                : responded(trace, status, received, body == null ? "" : body, Boolean.TRUE.equals(truncated));
        return new Report(delivery, attempt, sent, result);
    }

    private static AttemptResult responded(
            Trace trace, int status, List<Header> headers, String text, boolean truncated) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        boolean tooLong = body.length > AttemptResult.MAX_BODY_BYTES;
        byte[] kept = tooLong ? Arrays.copyOf(body, AttemptResult.MAX_BODY_BYTES) : body;
        return new AttemptResult.Responded(trace, status, headers, kept, truncated || tooLong);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static @Nullable DeliveryId delivery(Members in) {
        try {
            return DeliveryId.parse(in.requiredString("delivery"));
        } catch (IllegalArgumentException e) {
            in.problem("/delivery", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Integer number(Members in, String name, int least, int most) {
        Integer number = in.integer(name);
        if (number == null || number < least || number > most) {
            in.problem("/" + name, "is required: %,d to %,d".formatted(least, most));
        }
        return number;
    }

    private static List<Header> headers(Members in) {
        Map<String, String> headers = in.stringMap("headers");
        if (headers == null) {
            return List.of();
        }
        return headers.entrySet().stream()
                .limit(MAX_HEADERS)
                .map(header -> Header.received(cut(header.getKey(), MAX_NAME), cut(header.getValue(), MAX_VALUE)))
                .toList();
    }
}
