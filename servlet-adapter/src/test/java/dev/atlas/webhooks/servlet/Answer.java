package dev.atlas.webhooks.servlet;

import java.net.http.HttpResponse;
import java.util.List;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
public record Answer(HttpResponse<String> response) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public int status() {
        return response.statusCode();
    }

    public String body() {
        return response.body();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        return JSON.readTree(body());
    }

    /** The text at a JSON pointer; empty when there is none. */
    public String text(String pointer) {
        return json().at(pointer).asString();
    }

    /** The texts of the array at a JSON pointer. */
    public List<String> texts(String pointer) {
        return json().at(pointer).valueStream().map(JsonNode::asString).toList();
    }

    /** Where the problem's errors are. */
    public List<String> pointers() {
        return json().path("errors")
                .valueStream()
                .map(error -> error.path("pointer").asString())
                .toList();
    }
}
