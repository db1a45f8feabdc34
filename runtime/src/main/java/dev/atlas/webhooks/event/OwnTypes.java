package dev.atlas.webhooks.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes a workspace's own event types of JSON: a schema of {@code data}, and a sample that fits it. */
public final class OwnTypes {
    /** Most characters of a schema, and of a sample. */
    public static final int MAX_JSON = 65_536;

    /** Any data. */
    public static final String OPEN_SCHEMA = "{\"type\":\"object\"}";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private OwnTypes() {}

    /**
     * A type, if nothing is wrong.
     *
     * @param schema JSON text of an object
     * @param sample JSON text of an object with {@code data} and maybe {@code previous}, as events have; null to have one made
     * @param problems is told what is wrong with {@code /schema} and {@code /sample}
     */
    public static @Nullable EventType make(
            String name, String description, String schema, @Nullable String sample, List<Problem> problems) {
        List<Problem> found = new ArrayList<>();
        if (schema.length() > MAX_JSON) {
            found.add(new Problem("/schema", "has at most %,d characters".formatted(MAX_JSON)));
        }
        if (sample != null && sample.length() > MAX_JSON) {
            found.add(new Problem("/sample", "has at most %,d characters".formatted(MAX_JSON)));
        }
        EventType made = found.isEmpty() ? fitting(name, description, schema, sample, found) : null;
        problems.addAll(found);
        return found.isEmpty() ? made : null;
    }

    private static @Nullable EventType fitting(
            String name, String description, String schema, @Nullable String sample, List<Problem> problems) {
        SchemaReader reader = new SchemaReader();
        DataSchema data = reader.read(JSON.readTree(schema), "/schema");
        problems.addAll(reader.problems());
        if (!problems.isEmpty()) {
            return null;
        }
        ObjectNode example = sample == null
                ? JSON.createObjectNode().set("data", data.example())
                : (ObjectNode) JSON.readTree(sample);
        JsonNode type = example.remove("type");
        if (type != null && !(type.isString() && type.stringValue().equals(name))) {
            problems.add(new Problem("/sample/type", "must be \"%s\", or left out".formatted(name)));
        }
        asEvent(example, problems);
        if (problems.isEmpty()) {
            problems.addAll(data.problems(example.path("data"), "/sample/data"));
            if (example.has("previous")) {
                problems.addAll(data.problemsOfPart(example.path("previous"), "/sample/previous"));
            }
        }
        return new EventType(name, description, data.properties(), schema, sample(example));
    }

    /** Whether the sample could be published. */
    private static void asEvent(ObjectNode sample, List<Problem> problems) {
        ObjectNode event = sample.deepCopy();
        event.put("type", "any.type");
        if (new EventReader().read(event.toString(), 0) instanceof EventReading.Refused refused) {
            refused.problems().forEach(p -> problems.add(new Problem("/sample" + p.pointer(), p.detail())));
        }
        for (String member : sample.propertyNames()) {
            if (!member.equals("data") && !member.equals("previous")) {
                problems.add(new Problem(DataSchema.below("/sample", member), "a sample has data and previous only"));
            }
        }
    }

    /** A type as it is stored; one whose row is damaged takes any data, so that its events go on. */
    static StoredType read(String name, String description, String schema, String sample) {
        String column = "data_schema";
        try {
            List<Property> properties = sound(schema).properties();
            column = "sample";
            Sample example = sample((ObjectNode) JSON.readTree(sample));
            return new StoredType(new EventType(name, description, properties, schema, example), null);
        } catch (RuntimeException e) {
            EventType open = new EventType(name, description, List.of(), OPEN_SCHEMA, new Sample("{}", null));
            return new StoredType(open, column);
        }
    }

    private static DataSchema sound(String schema) {
        SchemaReader reader = new SchemaReader();
        DataSchema data = reader.read(JSON.readTree(schema), "");
        if (!reader.problems().isEmpty()) {
            throw new IllegalArgumentException("no schema that could have been stored");
        }
        return data;
    }

    private static Sample sample(ObjectNode sample) {
        JsonNode previous = sample.get("previous");
        return new Sample(
                sample.path("data").toString(), previous == null || previous.isNull() ? null : previous.toString());
    }

    /** A sample as it is stored, and as {@link #make} takes it. */
    public static String write(Sample sample) {
        return "{\"data\":" + sample.data() + (sample.previous() == null ? "" : ",\"previous\":" + sample.previous())
                + "}";
    }
}
