package dev.atlas.webhooks.cli.listen;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What became of a delivery here.
 *
 * @param sent the request's headers, for the log: the values of those added here are masked
 * @param answer null when there was none, and {@code error} says why
 */
record Forwarded(
        Delivery delivery,
        List<Map.Entry<String, String>> sent,
        Instant startedAt,
        long durationMs,
        @Nullable Answer answer,
        String error) {
    private static final int MAX_BODY = 16 * 1024;

    /** The local answer. */
    record Answer(int status, HttpHeaders headers, String body, boolean truncated) {
        static Answer of(int status, HttpHeaders headers, byte[] body) {
            byte[] kept = body.length > MAX_BODY ? Arrays.copyOf(body, MAX_BODY) : body;
            return new Answer(status, headers, new String(kept, StandardCharsets.UTF_8), body.length > MAX_BODY);
        }
    }

    boolean taken() {
        return answer != null && answer.status() / 100 == 2;
    }

    /** As the server wants it reported. */
    ObjectNode result(ObjectNode result) {
        result.put("delivery", delivery.id())
                .put("attempt", delivery.attempt())
                .put("started_at", startedAt.toString())
                .put("duration_ms", durationMs);
        ObjectNode requestHeaders = result.putObject("request").putObject("headers");
        sent.forEach(header -> requestHeaders.put(header.getKey(), header.getValue()));
        if (answer == null) {
            return result.put("error", error);
        }
        result.put("status_code", answer.status());
        ObjectNode response = result.putObject("response");
        ObjectNode headers = response.putObject("headers");
        answer.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        response.put("body", answer.body()).put("truncated", answer.truncated());
        return result;
    }
}
