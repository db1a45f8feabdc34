package dev.atlas.webhooks.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atlas.webhooks.embedded.Eventually;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Predicate;

/** A user of the HTTP API, with the workspace's key. Safe for use by several threads. */
final class AtlasClient {
    /** As {@code atlas.properties} sets it. */
    static final String KEY = "atlas_sk_acceptance0123456789";

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI address;

    /** For what runs at {@code address}, which ends with a slash. */
    AtlasClient(URI address) {
        this.address = address;
    }

    /** Reads {@code path}, which begins without a slash. */
    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json);
    }

    Answer put(String path, String json) throws IOException, InterruptedException {
        return send("PUT", path, json);
    }

    Answer until(String path, Predicate<Answer> wanted) throws Exception {
        return Eventually.get("GET " + path, () -> get(path), wanted);
    }

    /** Makes an endpoint; the answer carries its id and its secret. */
    Answer createEndpoint(String url, String eventType) throws IOException, InterruptedException {
        Answer created = post(
                "api/v1/endpoints",
                "{\"url\":\"%s\",\"event_types\":[\"%s\"],\"owner_email\":\"owner@crm.example\",\"description\":\"%s\"}"
                        .formatted(url, eventType, "For " + eventType));
        assertThat(created.status()).as(created.toString()).isEqualTo(201);
        return created;
    }

    /** Publishes an event over HTTP and returns its id. */
    String publish(String type, String data) throws IOException, InterruptedException {
        Answer accepted = post("api/v1/events", "{\"type\":\"%s\",\"data\":%s}".formatted(type, data));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        return accepted.text("/id");
    }

    private Answer send(String method, String path, String json) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + KEY)
                .method(method, json.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    }
}
