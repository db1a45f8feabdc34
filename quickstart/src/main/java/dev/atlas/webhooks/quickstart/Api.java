package dev.atlas.webhooks.quickstart;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The product's HTTP API, as any user calls it. Thread-safe. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String key;

    Api(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    /** All elements of a list, page by page. */
    List<JsonNode> list(String path) {
        List<JsonNode> elements = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = call("GET", path + after, "");
            page.get("data").forEach(elements::add);
            after = page.path("next").isString() ? "?after=" + page.get("next").asString() : "";
        } while (!after.isEmpty());
        return elements;
    }

    /** Sends a value as JSON, or JSON text as it is. */
    JsonNode post(String path, Object body) {
        return call("POST", path, body instanceof String text ? text : json.writeValueAsString(body));
    }

    JsonNode patch(String path, Object body) {
        return call("PATCH", path, json.writeValueAsString(body));
    }

    private JsonNode call(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .timeout(TIMEOUT)
                .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new QuickstartException("%s %s was answered with %d: %s"
                        .formatted(method, request.uri(), response.statusCode(), response.body()));
            }
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new QuickstartException(method + " " + request.uri() + " failed: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new QuickstartException(method + " " + request.uri() + " was interrupted", e);
        }
    }
}
