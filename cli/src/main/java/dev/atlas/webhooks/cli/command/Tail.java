package dev.atlas.webhooks.cli.command;

import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.UnreachableException;
import dev.atlas.webhooks.cli.output.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** Looks at the newest deliveries every second and shows those that are new or have changed. */
final class Tail {
    private final Api api;
    private final Output out;
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> shown = new HashMap<>();

    Tail(Api api, Output out, String[] namesAndValues) {
        this.api = api;
        this.out = out;
        parameters.put("limit", "200");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    void run() throws InterruptedException {
        boolean lost = false;
        look();
        while (!Thread.currentThread().isInterrupted()) {
            TimeUnit.SECONDS.sleep(1);
            try {
                look();
                lost = false;
            } catch (UnreachableException e) {
                if (!lost) {
                    out.warn("%s; trying again", String.valueOf(e.getMessage()));
                }
                lost = true;
            }
        }
    }

    private void look() {
        List<JsonNode> oldestFirst = new ArrayList<>();
        api.get("deliveries", parameters).path("data").forEach(oldestFirst::add);
        Collections.reverse(oldestFirst);
        for (JsonNode delivery : oldestFirst) {
            String state = delivery.path("status").asString("")
                    + delivery.path("attempt_count").asInt();
            if (!state.equals(shown.put(delivery.path("id").asString(""), state))) {
                show(delivery);
            }
        }
    }

    private void show(JsonNode delivery) {
        if (out.isJson()) {
            out.json(delivery);
            return;
        }
        String status = delivery.path("status").asString("");
        String colour =
                switch (status) {
                    case "delivered" -> "green";
                    case "dead" -> "red";
                    default -> "yellow";
                };
        out.line(
                "%s  @|" + colour + " %s|@  attempts %s  %s  %s  %s  #%s",
                delivery.path("created_at").asString(""),
                Output.pad(status, 9),
                delivery.path("attempt_count").asString(""),
                Output.pad(delivery.path("event_type").asString(""), 24),
                delivery.path("id").asString(""),
                delivery.path("endpoint").asString(""),
                delivery.path("sequence").asString(""));
    }
}
