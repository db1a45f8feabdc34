package dev.atlas.webhooks.cli.listen;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A delivery as the server hands it over: what a real endpoint would get. */
record Delivery(
        String id,
        int attempt,
        String event,
        String eventType,
        long sequence,
        List<Map.Entry<String, String>> headers,
        String body) {

    static Delivery of(JsonNode message) {
        return new Delivery(
                message.required("delivery").asString(),
                message.required("attempt").asInt(),
                message.required("event").asString(),
                message.required("event_type").asString(),
                message.required("sequence").asLong(),
                message.required("headers").properties().stream()
                        .map(header ->
                                Map.entry(header.getKey(), header.getValue().asString()))
                        .toList(),
                message.required("body").asString());
    }

    /** The same attempt may be handed over again after a lost connection. */
    String key() {
        return id + "/" + attempt;
    }
}
