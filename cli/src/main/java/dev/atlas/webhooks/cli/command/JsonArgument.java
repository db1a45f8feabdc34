package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.connection.UsageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON given on the command line, in a file ({@code @FILE}) or on standard input ({@code -}). */
final class JsonArgument {
    private final JsonMapper json;

    JsonArgument(JsonMapper json) {
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    ObjectNode object(String option, String given) {
        try {
            JsonNode read = json.readTree(text(option, given));
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw new UsageException(option + " must be a JSON object");
        } catch (JacksonException e) {
            throw new UsageException(option + " is not JSON: " + e.getOriginalMessage());
        }
    }

    private static String text(String option, String given) {
        try {
            if (given.equals("-")) {
                return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
            }
            return given.startsWith("@") ? Files.readString(Path.of(given.substring(1))) : given;
        } catch (IOException e) {
            throw new UncheckedIOException(option + ": cannot read " + given + ": " + e.getMessage(), e);
        }
    }
}
