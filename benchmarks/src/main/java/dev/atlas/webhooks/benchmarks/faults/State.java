package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Api;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** What the product says about its endpoints and deliveries. */
record State(Api api, URI address, Map<Target, String> endpoints) {

    /** The final word about one endpoint. */
    record Log(String status, long lastSequence, List<Delivery> deliveries) {}

    record Delivery(String id, String event, long sequence, String status, int attempts, String deadReason) {}

    JsonNode endpoint(Target target) throws IOException, InterruptedException {
        return api.get(address, "endpoints/" + id(target));
    }

    void resume(Target target) throws IOException, InterruptedException {
        api.post(address, "endpoints/" + id(target) + "/resume", Map.of());
    }

    boolean isPaused(Target target) throws IOException, InterruptedException {
        return endpoint(target).path("status").asString().equals("paused");
    }

    /** At most a page of the deliveries of that status. */
    List<JsonNode> some(Target target, String status) throws IOException, InterruptedException {
        List<JsonNode> some = new ArrayList<>();
        api.get(address, "deliveries?limit=3&endpoint=%s&status=%s".formatted(id(target), status))
                .path("data")
                .forEach(some::add);
        return some;
    }

    Map<Target, Log> read() throws IOException, InterruptedException {
        Map<Target, Log> logs = new EnumMap<>(Target.class);
        for (Target target : endpoints.keySet()) {
            List<Delivery> deliveries = new ArrayList<>();
            for (JsonNode each : api.all(address, "deliveries?endpoint=" + id(target))) {
                deliveries.add(new Delivery(
                        each.path("id").asString(),
                        each.path("event").asString(),
                        each.path("sequence").asLong(),
                        each.path("status").asString(),
                        each.path("attempt_count").asInt(),
                        each.at("/dead/reason").asString("")));
            }
            JsonNode endpoint = endpoint(target);
            logs.put(
                    target,
                    new Log(
                            endpoint.path("status").asString(),
                            endpoint.path("last_sequence").asLong(),
                            deliveries));
        }
        return logs;
    }

    /** Whether the product has noted that this attempt got no whole answer, as when its deadline passed. */
    boolean wasUnanswered(String delivery, int number) throws IOException, InterruptedException {
        for (JsonNode attempt : api.get(address, "deliveries/" + delivery).path("attempts")) {
            if (attempt.path("number").asInt() == number
                    && attempt.path("status_code").isNull()) {
                return true;
            }
        }
        return false;
    }

    private String id(Target target) {
        return Objects.requireNonNull(endpoints.get(target));
    }
}
