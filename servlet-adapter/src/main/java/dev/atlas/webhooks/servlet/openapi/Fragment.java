package dev.atlas.webhooks.servlet.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is said about one resource.
 *
 * @param content {@code paths} and {@code schemas}; empty when nothing is said
 */
record Fragment(ObjectNode content) {
    static Fragment read(String name) {
        try (InputStream in = Fragment.class.getResourceAsStream(name + ".yaml")) {
            return new Fragment(
                    in == null
                            ? JsonNodeFactory.instance.objectNode()
                            : JsonMapper.shared()
                                    .valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in)));
        } catch (IOException e) {
            throw new UncheckedIOException("the document of the API cannot be read: " + name, e);
        }
    }

    /** What is said about an operation, with the words for the parameters in its path; empty when nothing is. */
    ObjectNode operation(Operation operation) {
        ObjectNode words = JsonNodeFactory.instance.objectNode();
        if (content.get("path") instanceof ObjectNode path) {
            words.set("path", path);
        }
        if (content.path("paths").path(operation.path()).path(operation.verb()) instanceof ObjectNode said) {
            words.setAll(said);
        }
        return words;
    }

    /** The operations that it has words for, each as {@code get /endpoints}. */
    List<String> operations() {
        List<String> operations = new ArrayList<>();
        content.path("paths").forEachEntry((path, verbs) -> verbs.propertyNames()
                .forEach(verb -> operations.add(verb + " " + path)));
        return operations;
    }

    /** Adds the schemas; those that are there already get what is said of them. */
    void mergeSchemas(ObjectNode schemas) {
        content.path("schemas").forEachEntry((name, said) -> merge(schemas, name, said));
    }

    private static void merge(ObjectNode into, String name, JsonNode said) {
        JsonNode present = into.get(name);
        if (present instanceof ObjectNode object && said instanceof ObjectNode) {
            said.forEachEntry((member, value) -> merge(object, member, value));
        } else {
            into.set(name, said);
        }
    }
}
