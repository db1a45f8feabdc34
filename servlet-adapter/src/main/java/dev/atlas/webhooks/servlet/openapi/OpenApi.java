package dev.atlas.webhooks.servlet.openapi;

import jakarta.ws.rs.Produces;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the OpenAPI 3.1 document. Operations and the schemas of answers come from the code, so they cannot be forgotten
 * or wrong. The words come from {@code <first part of the path>.yaml}: {@code paths} with one entry per operation and
 * {@code schemas}, which hold those of requests and add words to those of answers. In an operation, besides what OpenAPI
 * has, {@code request} names the schema of the body, {@code page: true} is a list with a cursor, {@code query} and
 * {@code headers} are parameters by name, and {@code problems} are statuses besides the ones that every such operation
 * has.
 */
public final class OpenApi {
    private static final Map<Integer, String> PROBLEMS = new TreeMap<>(Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "PreconditionFailed"),
            Map.entry(413, "TooLarge"),
            Map.entry(415, "UnsupportedMediaType"),
            Map.entry(422, "Invalid"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "ServerError"),
            Map.entry(503, "Unavailable")));

    private static final String EVENT_STREAM = "text/event-stream";

    private final Function<Method, String> scope;
    private final ObjectNode document = Fragment.read("document").content();
    private final ObjectNode schemas = document.withObjectProperty("components").withObjectProperty("schemas");
    private final RecordSchemas records = new RecordSchemas(schemas);

    private OpenApi(Function<Method, String> scope) {
        this.scope = scope;
    }

    /**
     * The document for these resource classes.
     *
     * @param scope the scope of an API key that an operation needs
     */
    public static ObjectNode document(List<Class<?>> resources, Function<Method, String> scope) {
        OpenApi api = new OpenApi(scope);
        Map<String, Fragment> fragments = new TreeMap<>();
        for (Operation operation : Operation.of(resources)) {
            Fragment words = fragments.computeIfAbsent(operation.resource(), Fragment::read);
            api.add(operation, words.operation(operation));
        }
        fragments.values().forEach(words -> words.mergeSchemas(api.schemas));
        return api.document;
    }

    private void add(Operation operation, ObjectNode words) {
        String tag = operation.resource();
        ObjectNode path = document.withObjectProperty("paths").withObjectProperty(operation.path());
        ObjectNode out = path.putObject(operation.verb());
        out.putArray("tags").add(tag);
        for (String name : List.of("operationId", "summary")) {
            out.put(name, words.path(name).asString(operation.verb() + operation.path()));
        }
        String needed = "Needs an API key with the scope `%s`.".formatted(scope.apply(operation.method()));
        out.put("description", (words.path("description").asString("") + "\n\n" + needed).strip());
        ArrayNode parameters = Parameters.of(operation, words);
        if (!parameters.isEmpty()) {
            out.set("parameters", parameters);
        }
        String request = words.path("request").asString("");
        if (!request.isEmpty()) {
            ObjectNode body = out.putObject("requestBody")
                    .put("required", !words.path("optional").asBoolean(false));
            body.withObjectProperty("content")
                    .putObject("application/json")
                    .set("schema", reference("schemas", request));
        }
        ObjectNode responses = out.putObject("responses");
        success(operation.method(), words, responses);
        problems(operation, words, !request.isEmpty(), responses);
    }

    private void success(Method method, JsonNode words, ObjectNode responses) {
        Answers answers = method.getAnnotation(Answers.class);
        Type type = answers == null ? method.getGenericReturnType() : answers.value();
        Produces produces = method.getAnnotation(Produces.class);
        boolean stream = produces != null && List.of(produces.value()).contains(EVENT_STREAM);
        boolean nothing = type == void.class && !stream;
        int status = answers != null ? answers.status() : nothing ? 204 : 200;
        ObjectNode response = responses
                .putObject(Integer.toString(status))
                .put("description", words.path("answer").asString("Done."));
        ObjectNode headers = response.putObject("headers");
        for (String name : List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")) {
            headers.set(name, reference("headers", name));
        }
        if (stream) {
            response.withObjectProperty("content")
                    .putObject(EVENT_STREAM)
                    .putObject("schema")
                    .put("type", "string");
        } else if (!nothing) {
            ObjectNode schema = records.of(type);
            response.withObjectProperty("content")
                    .putObject("application/json")
                    .set("schema", answers != null && answers.list() ? records.list(schema) : schema);
        }
    }

    private static void problems(Operation operation, JsonNode words, boolean body, ObjectNode responses) {
        PROBLEMS.forEach((status, name) -> {
            boolean always = status == 400 || status == 401 || status == 403 || status == 429 || status >= 500;
            boolean here = (status == 404 && operation.path().contains("{"))
                    || (body && (status == 413 || status == 415 || status == 422))
                    || words.path("problems").valueStream().anyMatch(extra -> extra.asInt() == status);
            if (always || here) {
                responses.set(status.toString(), reference("responses", name));
            }
        });
    }

    private static ObjectNode reference(String kind, String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/" + kind + "/" + name);
    }
}
