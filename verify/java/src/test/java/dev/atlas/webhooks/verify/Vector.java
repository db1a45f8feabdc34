package dev.atlas.webhooks.verify;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A case of {@code vectors.json}. */
record Vector(JsonNode members) {

    static Stream<Vector> all() throws UncheckedIOException {
        JsonNode file = JsonMapper.shared().readTree(Path.of("../vectors.json").toFile());
        return StreamSupport.stream(file.required("vectors").spliterator(), false)
                .map(Vector::new);
    }

    String secret() {
        return members.required("secret").asString();
    }

    Duration tolerance() {
        return Duration.ofSeconds(members.required("tolerance").asLong());
    }

    Instant now() {
        return Instant.ofEpochSecond(members.required("now").asLong());
    }

    /** {@code ok}, or the name of the error. */
    String expect() {
        return members.required("expect").asString();
    }

    /** What Stripe's library decides, which knows no events and is less strict in some cases. */
    String stripe() {
        String same = expect().equals("not_an_event") ? "ok" : expect();
        return members.path("stripe").asString(same);
    }

    @Override
    public String toString() {
        return members.required("name").asString();
    }

    @Nullable
    String header() {
        JsonNode header = members.required("header");
        return header.isNull() ? null : header.asString();
    }

    byte[] payload() {
        if (members.has("payload_base64")) {
            return Base64.getDecoder().decode(members.required("payload_base64").asString());
        }
        JsonNode repeated = members.path("payload_repeated");
        String text = repeated.isMissingNode()
                ? members.required("payload").asString()
                : repeated.required("before").asString()
                        + repeated.required("text")
                                .asString()
                                .repeat(repeated.required("times").asInt())
                        + repeated.required("after").asString();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
