package dev.atlas.webhooks.servlet.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.atlas.webhooks.servlet.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The served document as a test's measure: stricter than for readers, since no object may have more than it says. */
final class Document {
    private static final String ADDRESS = "https://atlas.invalid/openapi.json";

    private final JsonNode document;
    private final SchemaRegistry schemas;

    /** One operation of the document. */
    record Op(String verb, String path, JsonNode words) {
        String id() {
            return words.path("operationId").asString();
        }

        @Override
        public String toString() {
            return verb + " " + path;
        }
    }

    Document(Answer served) {
        document = served.json();
        JsonNode strict = document.deepCopy();
        close(strict);
        schemas = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ADDRESS, strict.toString())));
    }

    JsonNode json() {
        return document;
    }

    List<Op> operations() {
        List<Op> operations = new ArrayList<>();
        document.path("paths")
                .forEachEntry((path, verbs) ->
                        verbs.forEachEntry((verb, words) -> operations.add(new Op(verb, path, words))));
        return operations;
    }

    /** A body as the document shows it; empty for an operation without one. */
    String example(Op operation) {
        String reference = operation
                .words()
                .at("/requestBody/content/application~1json/schema/$ref")
                .asString("");
        if (reference.isEmpty()) {
            return "";
        }
        JsonNode example = document.at(reference.substring(1)).path("examples").path(0);
        assertThat(example.isMissingNode())
                .as("%s shows an example of its body (schema %s)", operation, reference)
                .isFalse();
        assertFits(example.toString(), reference, "the example of " + operation);
        return example.toString();
    }

    /** The answer's status is one that the document has, and its body is what the document says. */
    void assertDescribes(Op operation, Answer answer) {
        JsonNode response = operation.words().path("responses").path(Integer.toString(answer.status()));
        assertThat(response.isMissingNode())
                .as("%s may answer %d; it said %s", operation, answer.status(), answer.body())
                .isFalse();
        String place = "/paths/" + escaped(operation.path()) + "/" + operation.verb() + "/responses/" + answer.status();
        if (response.has("$ref")) {
            place = response.path("$ref").asString().substring(1);
        }
        JsonNode content = document.at(place).path("content");
        if (content.isMissingNode()) {
            assertThat(answer.body()).as("the body of " + operation).isEmpty();
            return;
        }
        String type = content.propertyNames().iterator().next();
        assertThat(answer.header("Content-Type")).as("the type of " + operation).startsWith(type);
        if (type.endsWith("json")) {
            assertFits(
                    answer.body(), "#" + place + "/content/" + escaped(type) + "/schema", "the answer of " + operation);
        }
    }

    private void assertFits(String json, String place, String what) {
        List<Error> errors = schemas.getSchema(SchemaLocation.of(ADDRESS + place))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as(what + ": " + json).isEmpty();
    }

    private static String escaped(String text) {
        return text.replace("~", "~0").replace("/", "~1");
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("properties").isObject() && object.has("type")) {
            if (!object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
        }
        node.valueStream().forEach(Document::close);
    }
}
