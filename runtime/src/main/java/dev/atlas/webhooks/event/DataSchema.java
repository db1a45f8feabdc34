package dev.atlas.webhooks.event;

import dev.atlas.webhooks.dsl.value.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a JSON Schema says of one value; see {@link SchemaReader} for the keywords that are understood.
 *
 * @param types the allowed types by JSON Schema's words; empty for any
 * @param time whether it is a point in time
 * @param values the allowed values; empty for any
 * @param members the declared members of an object
 * @param items what the elements of an array are; null for anything
 * @param closed whether an object has no other members
 */
public record DataSchema(
        Set<String> types,
        boolean time,
        List<JsonNode> values,
        String description,
        Map<String, DataSchema> members,
        Set<String> required,
        @Nullable DataSchema items,
        boolean closed) {
    private static final int MOST_PROBLEMS = 20;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The properties that the schema of {@code data} declares, each object before its members. */
    public List<Property> properties() {
        List<Property> properties = new ArrayList<>();
        members.forEach((name, member) ->
                member.collect(List.of(name), required.contains(name) && !member.allows("null"), properties));
        return properties;
    }

    private void collect(List<String> keys, boolean always, List<Property> properties) {
        properties.add(new Property(keys, kind(), items == null ? null : items.kind(), always, description, words()));
        DataSchema object = items == null ? this : items;
        object.members.forEach((name, member) -> {
            List<String> below = new ArrayList<>(keys);
            below.add(name);
            boolean there = always && items == null && object.required.contains(name) && !member.allows("null");
            member.collect(below, there, properties);
        });
    }

    private List<String> words() {
        List<JsonNode> texts = values.stream().filter(value -> !value.isNull()).toList();
        return texts.stream().allMatch(JsonNode::isString)
                ? texts.stream().map(JsonNode::stringValue).toList()
                : List.of();
    }

    private PropertyType kind() {
        List<String> one = types.stream().filter(type -> !type.equals("null")).toList();
        if (time) {
            return PropertyType.TIME;
        } else if (one.size() != 1) {
            return PropertyType.ANY;
        }
        return switch (one.get(0)) {
            case "string" -> PropertyType.STRING;
            case "number", "integer" -> PropertyType.NUMBER;
            case "boolean" -> PropertyType.BOOLEAN;
            case "array" -> PropertyType.ARRAY;
            default -> PropertyType.OBJECT;
        };
    }

    private boolean allows(String type) {
        return types.isEmpty() || types.contains(type);
    }

    /** A value that fits, for people to look at. */
    public JsonNode example() {
        if (!values.isEmpty()) {
            return values.get(0);
        }
        return switch (kind()) {
            case STRING -> JSON.stringNode("text");
            case NUMBER -> JSON.numberNode(1);
            case BOOLEAN -> JSON.booleanNode(true);
            case TIME ->
                types.contains("string") ? JSON.stringNode("2026-01-31T10:00:00Z") : JSON.numberNode(1_769_853_600);
            case ARRAY -> items == null ? JSON.arrayNode() : JSON.arrayNode().add(items.example());
            case ANY -> allows("null") ? JSON.nullNode() : JSON.stringNode("text");
            case OBJECT -> {
                ObjectNode object = JSON.objectNode();
                members.forEach((name, member) -> object.set(name, member.example()));
                yield object;
            }
        };
    }

    /** What is wrong with a value; nothing when it fits. */
    public List<Problem> problems(JsonNode value, String pointer) {
        List<Problem> problems = new ArrayList<>();
        check(value, pointer, false, problems);
        return problems;
    }

    /** The same for {@code previous}, which has only what changed. */
    public List<Problem> problemsOfPart(JsonNode value, String pointer) {
        List<Problem> problems = new ArrayList<>();
        check(value, pointer, true, problems);
        return problems;
    }

    private void check(JsonNode value, String pointer, boolean part, List<Problem> problems) {
        if (problems.size() >= MOST_PROBLEMS) {
            return;
        }
        if (!types.isEmpty() && types.stream().noneMatch(type -> is(value, type))) {
            problems.add(new Problem(
                    pointer,
                    "must be " + String.join(" or ", types.stream().sorted().toList())));
        } else if (!values.isEmpty() && values.stream().noneMatch(allowed -> same(allowed, value))) {
            problems.add(new Problem(pointer, "must be one of the values of enum"));
        } else if (time && value.isString() && Times.parse(value.stringValue()).isEmpty()) {
            problems.add(new Problem(pointer, "must be a time such as 2026-11-24T09:30:00Z"));
        } else if (value.isObject()) {
            checkMembers(value, pointer, part, problems);
        } else if (value.isArray() && items != null) {
            for (int i = 0; i < value.size(); i++) {
                items.check(value.get(i), pointer + "/" + i, part, problems);
            }
        }
    }

    private void checkMembers(JsonNode object, String pointer, boolean part, List<Problem> problems) {
        if (!part) {
            required.stream()
                    .filter(name -> !object.has(name))
                    .sorted()
                    .forEach(name -> problems.add(new Problem(below(pointer, name), "is required by the schema")));
        }
        object.forEachEntry((name, value) -> {
            DataSchema member = members.get(name);
            if (member != null) {
                member.check(value, below(pointer, name), part, problems);
            } else if (closed) {
                problems.add(new Problem(below(pointer, name), "is not declared by the schema"));
            }
        });
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "string" -> value.isString();
            case "number" -> value.isNumber();
            case "integer" ->
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> value.isNull();
        };
    }

    private static boolean same(JsonNode a, JsonNode b) {
        return (a.isNumber() && b.isNumber()) ? a.decimalValue().compareTo(b.decimalValue()) == 0 : a.equals(b);
    }

    /** The pointer (RFC 6901) of a member. */
    static String below(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
