package dev.atlas.webhooks.junit;

import dev.atlas.webhooks.verify.Webhooks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** Sends webhooks to a receiver under test as Atlas Webhooks does, without a server. Thread-safe. */
public final class SignedRequests {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final URI receiver;
    private final String secret;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param secret the one that the receiver verifies with */
    public SignedRequests(URI receiver, String secret) {
        this.receiver = receiver;
        this.secret = secret;
    }

    /** Sends an event, signed now. */
    public HttpResponse<String> send(String json) throws IOException, InterruptedException {
        return send(json, Instant.now());
    }

    /** Sends an event signed at another time: a receiver refuses one that is more than five minutes away. */
    public HttpResponse<String> send(String json, Instant signedAt) throws IOException, InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        return send(body, Webhooks.sign(body, secret, signedAt));
    }

    /** Sends an event with a signature of the caller's: a receiver refuses a wrong one. */
    public HttpResponse<String> send(byte[] body, String signature) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(receiver)
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json; charset=utf-8")
                .header(Webhooks.SIGNATURE_HEADER, signature)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
