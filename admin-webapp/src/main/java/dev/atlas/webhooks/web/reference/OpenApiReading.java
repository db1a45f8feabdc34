package dev.atlas.webhooks.web.reference;

import dev.atlas.webhooks.web.reference.ApiReference.Answer;
import dev.atlas.webhooks.web.reference.ApiReference.Field;
import dev.atlas.webhooks.web.reference.ApiReference.Form;
import dev.atlas.webhooks.web.reference.ApiReference.Operation;
import dev.atlas.webhooks.web.reference.ApiReference.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what the page shows out of the OpenAPI document. For one thread. */
final class OpenApiReading {
    private static final String SCHEMA = "#/components/schemas/";

    private final JsonNode document;

    OpenApiReading(JsonNode document) {
        this.document = document;
    }

    ApiReference reference() {
        SortedMap<String, List<Operation>> groups = new TreeMap<>();
        document.path("paths")
                .forEachEntry((path, verbs) -> verbs.forEachEntry((verb, words) -> groups.computeIfAbsent(
                                words.at("/tags/0").asString("other"), tag -> new ArrayList<>())
                        .add(operation(path, verb, words))));
        SortedMap<String, Schema> schemas = new TreeMap<>();
        document.at("/components/schemas").forEachEntry((name, words) -> schemas.put(name, schema(words)));
        return new ApiReference(Prose.of(document.at("/info/description").asString("")), groups, schemas);
    }

    private Operation operation(String path, String verb, JsonNode words) {
        List<Field> parameters = new ArrayList<>();
        for (JsonNode given : words.path("parameters")) {
            JsonNode parameter = resolved(given);
            parameters.add(new Field(
                    parameter.path("name").asString(),
                    parameter.path("in").asString(),
                    parameter.path("required").asBoolean(false),
                    form(parameter.path("schema")),
                    described(parameter)));
        }
        JsonNode request = words.at("/requestBody/content/application~1json/schema");
        List<Answer> answers = new ArrayList<>();
        words.path("responses").forEachEntry((status, given) -> {
            JsonNode response = resolved(given);
            JsonNode content = response.path("content");
            Form form =
                    content.isEmpty() ? null : form(content.iterator().next().path("schema"));
            answers.add(new Answer(status, described(response), form));
        });
        return new Operation(
                words.path("operationId").asString(),
                verb.toUpperCase(Locale.ROOT),
                path,
                words.path("summary").asString(""),
                described(words),
                parameters,
                request.isMissingNode() ? null : form(request),
                example(request),
                answers);
    }

    private @Nullable String example(JsonNode request) {
        JsonNode example = resolved(request).path("examples").path(0);
        return example.isMissingNode() ? null : example.toPrettyString();
    }

    private Schema schema(JsonNode words) {
        List<String> required =
                words.path("required").valueStream().map(JsonNode::asString).toList();
        List<Field> fields = new ArrayList<>();
        words.path("properties")
                .forEachEntry((name, property) ->
                        fields.add(new Field(name, "", required.contains(name), form(property), described(property))));
        return new Schema(described(words), fields);
    }

    /** In words, such as {@code array of string} or {@code atlas | standard-webhooks}. */
    private Form form(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString().substring(SCHEMA.length());
            return new Form(name, name);
        }
        if (schema.has("enum")) {
            return new Form(joined(schema.path("enum"), " | "), null);
        }
        if (schema.has("anyOf")) {
            Form first = form(schema.path("anyOf").path(0));
            return new Form(first.words() + " or null", first.schema());
        }
        JsonNode list = schema.at("/properties/data/items");
        if (!list.isMissingNode()) {
            Form item = form(list);
            return new Form("list of " + item.words(), item.schema());
        }
        JsonNode type = schema.path("type");
        String words = type.isArray() ? joined(type, " or ") : type.asString("any value");
        if (schema.has("items")) {
            Form item = form(schema.path("items"));
            return new Form(words + " of " + item.words(), item.schema());
        }
        String limits = limits(schema);
        return new Form(limits.isEmpty() ? words : words + ", " + limits, null);
    }

    private static String limits(JsonNode schema) {
        List<String> limits = new ArrayList<>();
        if (schema.has("format")) {
            limits.add(schema.path("format").asString());
        }
        if (schema.has("minimum") || schema.has("maximum")) {
            limits.add(schema.path("minimum").asString("") + " to "
                    + schema.path("maximum").asString(""));
        }
        if (schema.has("maxLength")) {
            limits.add("at most " + schema.path("maxLength").asString() + " characters");
        }
        if (schema.has("default")) {
            limits.add("default " + schema.path("default").asString());
        }
        return String.join(", ", limits);
    }

    private static String joined(JsonNode array, String between) {
        return array.valueStream().map(JsonNode::asString).collect(Collectors.joining(between));
    }

    private static Prose described(JsonNode words) {
        return Prose.of(words.path("description").asString(""));
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }
}
