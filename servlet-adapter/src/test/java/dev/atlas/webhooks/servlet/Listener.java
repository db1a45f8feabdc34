package dev.atlas.webhooks.servlet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One connection to {@code /api/v1/listen}. Close it to lose it; it closes itself before it could hang a build. */
public final class Listener implements AutoCloseable {
    private static final long LIMIT_SECONDS = 90;

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Listener(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
        CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(this::lose);
    }

    public static Listener open(JettyServer server, String key, String query) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/v1/listen?" + query))
                .header("Authorization", "Bearer " + key)
                .build();
        return new Listener(HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream()));
    }

    public HttpResponse<InputStream> response() {
        return response;
    }

    /** The data of the next event, which has this name. */
    public JsonNode next(String name) throws IOException {
        String event = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                event = line.substring("event: ".length());
            } else if (line.startsWith("data: ")) {
                if (!event.equals(name)) {
                    throw new AssertionError("expected " + name + ", got " + event + " " + line);
                }
                return JsonMapper.shared().readTree(line.substring("data: ".length()));
            }
        }
        throw new AssertionError("the stream has ended; expected " + name);
    }

    /** Waits for the end of the stream. */
    public void awaitEnd() throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("event: ")) {
                throw new AssertionError("expected the end, got " + line);
            }
        }
    }

    private void lose() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
