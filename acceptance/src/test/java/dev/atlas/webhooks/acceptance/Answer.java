package dev.atlas.webhooks.acceptance;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back over HTTP. */
record Answer(int status, HttpResponse<String> response) {
    private static final JsonMapper JSON = new JsonMapper();

    static Answer of(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response);
    }

    String body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        return JSON.readTree(body());
    }

    /** The text at a JSON pointer; empty when there is none. */
    String text(String pointer) {
        return json().at(pointer).asString("");
    }

    @Override
    public String toString() {
        return status + " " + body();
    }
}
