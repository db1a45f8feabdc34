package dev.atlas.webhooks.dsl.value;

import dev.atlas.webhooks.dsl.MalformedEventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads JSON into {@link Value}s: strict RFC 8259, the last of duplicate keys wins, no number is rounded. */
public final class JsonReader {

    /** Nesting allowed inside one object. */
    public static final int MAX_DEPTH = 64;

    private static final JsonFactory PART = factory(MAX_DEPTH);

    /** For an event, which has its own braces around such objects. */
    private static final JsonFactory EVENT = factory(MAX_DEPTH + 1);

    private JsonReader() {}

    private static JsonFactory factory(int depth) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxNumberLength(Integer.MAX_VALUE)
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /**
     * Reads one JSON object.
     *
     * @param what the name of the thing, for the message
     * @throws MalformedEventException when the text is not exactly one JSON object
     */
    public static Value.Obj object(String what, String json) {
        try (JsonParser parser = PART.createParser(ObjectReadContext.empty(), json)) {
            return object(what, parser);
        } catch (JacksonException e) {
            throw new MalformedEventException(what + " is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Reads a whole event.
     *
     * @throws MalformedEventException when the text is not exactly one JSON object
     */
    public static Value.Obj event(String json) {
        try (JsonParser parser = EVENT.createParser(ObjectReadContext.empty(), json)) {
            return object("event", parser);
        } catch (JacksonException e) {
            throw new MalformedEventException("event is not valid JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Value.Obj object(String what, JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new MalformedEventException(what + " must be a JSON object");
        }
        Value.Obj object = readObject(parser);
        if (parser.nextToken() != null) {
            throw new MalformedEventException(what + " must be one JSON object, with nothing after it");
        }
        return object;
    }

    private static Value.Obj readObject(JsonParser parser) {
        Map<String, Value> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, readValue(parser));
        }
        return new Value.Obj(members);
    }

    private static Value.Arr readArray(JsonParser parser) {
        List<Value> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(readValue(parser));
        }
        return new Value.Arr(elements);
    }

    private static Value readValue(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> readObject(parser);
            case START_ARRAY -> readArray(parser);
            case VALUE_STRING -> new Value.Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getString());
            case VALUE_TRUE -> new Value.Bool(true);
            case VALUE_FALSE -> new Value.Bool(false);
            case VALUE_NULL -> Value.Absent.NULL;
            default -> throw new IllegalStateException("unexpected JSON token " + parser.currentToken());
        };
    }

    private static Value number(String digits) {
        Optional<Value> exact = Decimals.parse(digits).map(Value.Num::new);
        return exact.orElseGet(() -> new Value.Huge(digits));
    }
}
