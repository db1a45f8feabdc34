package dev.atlas.webhooks.benchmarks.site;

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
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A user of the HTTP API with the workspace's key. Safe for several threads. */
public final class Api {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /**
     * Reads.
     *
     * @param address of the node to ask; ends with a slash
     * @param path below {@code api/v1/}
     * @throws IOException when no answer comes, or it tells of an error
     */
    public JsonNode get(URI address, String path) throws IOException, InterruptedException {
        return send(request(address, "api/v1/" + path).GET());
    }

    /** Sends a body; throws as {@link #get}. */
    public JsonNode post(URI address, String path, Object body, String... headers)
            throws IOException, InterruptedException {
        return postText(address, path, JSON.writeValueAsString(body), headers);
    }

    /** Likewise, with a body that is JSON already. */
    public JsonNode postText(URI address, String path, String json, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(address, "api/v1/" + path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    /** Every item of a list, page by page. */
    public List<JsonNode> all(URI address, String path) throws IOException, InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = get(address, path + (path.contains("?") ? "&" : "?") + "limit=200" + after);
            page.path("data").forEach(items::add);
            after = page.path("next").isString() ? "&after=" + page.path("next").asString() : "";
        } while (!after.isEmpty());
        return items;
    }

    /** Makes an endpoint and returns its id. */
    public String createEndpoint(URI address, Map<String, ?> endpoint) throws IOException, InterruptedException {
        return post(address, "endpoints", endpoint).path("id").asString();
    }

    private static HttpRequest.Builder request(URI address, String path) {
        return HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + Site.KEY);
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
