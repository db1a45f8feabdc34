package dev.atlas.webhooks.outcome;

import dev.atlas.webhooks.attempt.AttemptResult;
import dev.atlas.webhooks.attempt.Header;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Names what a last attempt failed of, so that like failures have the same name: the status and the shape of the response
 * (the members of a JSON object, else the kind of text), or the kind of failure when there was no response. Pure.
 */
public final class DeathCause {
    private static final int LONGEST = 200;

    private DeathCause() {}

    /** Such as {@code HTTP 422 {code, error}} or {@code connect_timeout}. */
    public static String of(AttemptResult result) {
        String cause = result.when(new AttemptResult.Cases<>() {
            @Override
            public String responded(AttemptResult.Responded responded) {
                String shape = shape(responded);
                return "HTTP " + responded.status() + (shape.isEmpty() ? "" : " " + shape);
            }

            @Override
            public String failed(AttemptResult.Failed failed) {
                return failed.kind().name().toLowerCase(Locale.ROOT);
            }
        });
        return cause.length() <= LONGEST ? cause : cause.substring(0, LONGEST);
    }

    private static String shape(AttemptResult.Responded responded) {
        if (responded.body().length == 0) {
            return "";
        }
        try {
            JsonNode body = JsonMapper.shared().readTree(new String(responded.body(), StandardCharsets.UTF_8));
            if (body instanceof ObjectNode object) {
                return "{" + String.join(", ", new TreeSet<>(object.propertyNames())) + "}";
            }
        } catch (JacksonException notJson) {
            return type(responded);
        }
        return type(responded);
    }

    private static String type(AttemptResult.Responded responded) {
        return responded.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("Content-Type"))
                .map(Header::value)
                .map(value -> value.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
    }
}
