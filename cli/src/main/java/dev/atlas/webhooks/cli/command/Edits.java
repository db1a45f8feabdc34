package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.connection.UsageException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code deal.value=20000}: a path of member names, and JSON or else a text. */
final class Edits {
    private final JsonMapper json;

    Edits(JsonMapper json) {
        // Numbers as they are written, and nothing behind them: 2024-01-01 is a text.
        this.json = json.rebuild()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Writes the value into the member {@code root} of the event; objects on the way are made. */
    void apply(ObjectNode event, String root, String edit) {
        int equals = edit.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("'" + edit + "' is not of the form PATH=VALUE, for example deal.value=20000");
        }
        String[] names = edit.substring(0, equals).split("\\.", -1);
        ObjectNode object = member(event, root, edit);
        for (int i = 0; i < names.length - 1; i++) {
            object = member(object, names[i], edit);
        }
        object.set(names[names.length - 1], value(edit.substring(equals + 1)));
    }

    private static ObjectNode member(ObjectNode object, String name, String edit) {
        JsonNode present = object.path(name);
        if (name.isEmpty() || !(present.isMissingNode() || present.isNull() || present.isObject())) {
            throw new UsageException("'" + edit + "': there is no object '" + name + "' to set a member of");
        }
        return present instanceof ObjectNode inner ? inner : object.putObject(name);
    }

    private JsonNode value(String text) {
        try {
            JsonNode read = json.readTree(text);
            return read.isMissingNode() ? json.getNodeFactory().stringNode(text) : read;
        } catch (JacksonException e) {
            return json.getNodeFactory().stringNode(text);
        }
    }
}
