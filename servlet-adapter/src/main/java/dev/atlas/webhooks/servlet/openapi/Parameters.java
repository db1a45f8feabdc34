package dev.atlas.webhooks.servlet.openapi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The parameters of an operation: those in its path, and those that its words name. */
final class Parameters {
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");

    private Parameters() {}

    static ArrayNode of(Operation operation, JsonNode words) {
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        Matcher names = IN_PATH.matcher(operation.path());
        while (names.find()) {
            ObjectNode parameter =
                    add(parameters, "path", names.group(1), words.path("path").path(names.group(1)));
            parameter.put("required", true);
        }
        if (words.path("page").asBoolean(false)) {
            for (String name : new String[] {"limit", "after"}) {
                parameters.addObject().put("$ref", "#/components/parameters/" + name);
            }
        }
        words.path("query").forEachEntry((name, said) -> add(parameters, "query", name, said));
        words.path("headers").forEachEntry((name, said) -> add(parameters, "header", name, said));
        return parameters;
    }

    /** The words are a schema with a description. */
    private static ObjectNode add(ArrayNode parameters, String in, String name, JsonNode words) {
        ObjectNode schema = words instanceof ObjectNode given
                ? given.deepCopy()
                : JsonNodeFactory.instance.objectNode().put("type", "string");
        ObjectNode parameter = parameters.addObject().put("name", name).put("in", in);
        JsonNode description = schema.remove("description");
        if (description != null) {
            parameter.set("description", description);
        }
        parameter.set("schema", schema);
        return parameter;
    }
}
