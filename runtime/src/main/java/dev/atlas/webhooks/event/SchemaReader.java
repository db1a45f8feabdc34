package dev.atlas.webhooks.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the part of JSON Schema that describes the {@code data} of events. Understood are {@code type}, {@code properties},
 * {@code required}, {@code items}, {@code enum}, {@code additionalProperties} (true or false), {@code description} and the
 * formats {@code date-time}, {@code date} (of strings) and {@code unix-time} (of numbers: seconds), which make a time. Other
 * formats and the annotations below say nothing to us. Whatever else there is would mean something that we do not do, so it
 * is refused. For one schema.
 */
public final class SchemaReader {
    /** Deepest nesting. */
    public static final int MAX_DEPTH = 16;

    /** Most properties of one schema, on all levels. */
    public static final int MAX_PROPERTIES = 500;

    private static final int MAX_NAME = 100;
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_VALUES = 200;
    private static final List<String> TYPES =
            List.of("string", "number", "integer", "boolean", "object", "array", "null");
    private static final Set<String> ANNOTATIONS =
            Set.of("$schema", "$id", "$comment", "title", "examples", "default", "deprecated", "readOnly", "writeOnly");
    private static final List<String> KEYWORDS =
            List.of("type", "properties", "required", "items", "enum", "additionalProperties", "description", "format");

    private final List<Problem> problems = new ArrayList<>();
    private int properties;

    /** The schema of {@code data}; only to be used when there are no {@link #problems}. */
    public DataSchema read(JsonNode schema, String pointer) {
        DataSchema read = schema(schema, pointer, 1);
        if (problems.isEmpty() && !read.types().equals(Set.of("object"))) {
            problem(DataSchema.below(pointer, "type"), "must be \"object\": the data of an event is a JSON object");
        }
        if (properties > MAX_PROPERTIES) {
            problem(pointer, "has %,d properties; at most %,d are allowed".formatted(properties, MAX_PROPERTIES));
        }
        return read;
    }

    /** What is wrong with the schema. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private DataSchema schema(JsonNode schema, String pointer, int depth) {
        if (!schema.isObject() || depth > MAX_DEPTH) {
            problem(
                    pointer,
                    depth > MAX_DEPTH ? "is nested more than %d deep".formatted(MAX_DEPTH) : "must be an object");
            return new DataSchema(Set.of(), false, List.of(), "", Map.of(), Set.of(), null, false);
        }
        for (String keyword : schema.propertyNames()) {
            if (!KEYWORDS.contains(keyword) && !ANNOTATIONS.contains(keyword)) {
                problem(
                        DataSchema.below(pointer, keyword),
                        "is not understood; a schema has " + String.join(", ", KEYWORDS));
            }
        }
        Set<String> types = types(schema.get("type"), pointer + "/type");
        return new DataSchema(
                types,
                isTime(schema.get("format"), types, pointer + "/format"),
                values(schema.get("enum"), pointer + "/enum"),
                description(schema.get("description"), pointer + "/description"),
                members(schema.get("properties"), pointer + "/properties", depth),
                required(schema.get("required"), pointer + "/required"),
                schema.has("items") ? schema(schema.path("items"), pointer + "/items", depth + 1) : null,
                isClosed(schema.get("additionalProperties"), pointer + "/additionalProperties"));
    }

    private Set<String> types(@Nullable JsonNode type, String pointer) {
        Set<String> types = new LinkedHashSet<>();
        if (type != null) {
            List<JsonNode> words = type.isArray() ? List.copyOf(type.values()) : List.of(type);
            for (JsonNode word : words) {
                if (word.isString() && TYPES.contains(word.stringValue())) {
                    types.add(word.stringValue());
                } else {
                    problem(pointer, "must be one or more of " + String.join(", ", TYPES));
                }
            }
        }
        return types;
    }

    private boolean isTime(@Nullable JsonNode format, Set<String> types, String pointer) {
        if (format == null) {
            return false;
        }
        if (!format.isString()) {
            problem(pointer, "must be a string");
            return false;
        }
        return switch (format.stringValue()) {
            case "date-time", "date" -> types.contains("string");
            case "unix-time" -> types.contains("number") || types.contains("integer");
            default -> false;
        };
    }

    private List<JsonNode> values(@Nullable JsonNode values, String pointer) {
        if (values == null) {
            return List.of();
        }
        if (!values.isArray() || values.isEmpty() || values.size() > MAX_VALUES) {
            problem(pointer, "must be an array of 1 to %d values".formatted(MAX_VALUES));
            return List.of();
        }
        if (values.valueStream().anyMatch(JsonNode::isContainer)) {
            problem(pointer, "must hold strings, numbers, true, false or null only");
        }
        return List.copyOf(values.values());
    }

    private String description(@Nullable JsonNode description, String pointer) {
        if (description == null) {
            return "";
        }
        if (!description.isString() || description.stringValue().length() > MAX_DESCRIPTION) {
            problem(pointer, "must be a string of at most %d characters".formatted(MAX_DESCRIPTION));
            return "";
        }
        return description.stringValue();
    }

    private Map<String, DataSchema> members(@Nullable JsonNode members, String pointer, int depth) {
        Map<String, DataSchema> read = new LinkedHashMap<>();
        if (members != null && !members.isObject()) {
            problem(pointer, "must be an object: the schema of each member by its name");
        } else if (members != null) {
            members.forEachEntry((name, schema) -> {
                properties++;
                String at = DataSchema.below(pointer, name);
                if (name.isEmpty() || name.length() > MAX_NAME) {
                    problem(at, "a name has 1 to %d characters".formatted(MAX_NAME));
                }
                read.put(name, schema(schema, at, depth + 1));
            });
        }
        return read;
    }

    private Set<String> required(@Nullable JsonNode required, String pointer) {
        Set<String> names = new LinkedHashSet<>();
        if (required != null && (!required.isArray() || !required.valueStream().allMatch(JsonNode::isString))) {
            problem(pointer, "must be an array of names");
        } else if (required != null) {
            required.forEach(name -> names.add(name.stringValue()));
        }
        return names;
    }

    private boolean isClosed(@Nullable JsonNode additional, String pointer) {
        if (additional != null && !additional.isBoolean()) {
            problem(pointer, "must be true or false");
        }
        return additional != null && additional.isBoolean() && !additional.booleanValue();
    }

    private void problem(String pointer, String detail) {
        problems.add(new Problem(pointer, detail));
    }
}
