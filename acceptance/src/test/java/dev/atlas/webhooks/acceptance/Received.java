package dev.atlas.webhooks.acceptance;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook as its receiver got it. The names of the headers have no case. */
record Received(String path, Map<String, String> headers, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    Received {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        headers = copy;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    JsonNode json() {
        return JSON.readTree(body);
    }

    String eventId() {
        return json().path("id").asString();
    }

    long sequence() {
        return json().path("sequence").asLong();
    }

    /** The name that the tests give to what an event tells of. */
    String name() {
        return json().at("/data/deal/name").asString();
    }
}
