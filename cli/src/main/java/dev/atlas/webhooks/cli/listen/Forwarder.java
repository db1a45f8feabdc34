package dev.atlas.webhooks.cli.listen;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Sends deliveries to the application under development, as the server would: one deadline over everything, no redirects. */
final class Forwarder {
    private static final String MASK = "********";

    private final HttpClient http;
    private final URI target;
    private final List<Map.Entry<String, String>> added;

    Forwarder(URI target, List<Map.Entry<String, String>> added, boolean anyCertificate) {
        this.target = target;
        this.added = added;
        HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        this.http = (anyCertificate ? builder.sslContext(trusting()) : builder).build();
    }

    Forwarded forward(Delivery delivery, Duration deadline) throws InterruptedException {
        List<Map.Entry<String, String>> logged = new ArrayList<>(delivery.headers());
        added.forEach(header -> logged.add(Map.entry(header.getKey(), MASK)));
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .POST(BodyPublishers.ofByteArray(delivery.body().getBytes(StandardCharsets.UTF_8)));
        delivery.headers().forEach(header -> request.setHeader(header.getKey(), header.getValue()));
        added.forEach(header -> request.setHeader(header.getKey(), header.getValue()));
        Instant startedAt = Instant.now();
        long start = System.nanoTime();
        CompletableFuture<HttpResponse<byte[]>> exchange = http.sendAsync(request.build(), BodyHandlers.ofByteArray());
        Forwarded.Answer answer = null;
        String error = "";
        try {
            HttpResponse<byte[]> response = exchange.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
            answer = Forwarded.Answer.of(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            error = "no complete answer within " + deadline.toMillis() + " ms";
        } catch (ExecutionException e) {
            error = words(e.getCause() == null ? e : e.getCause());
        }
        long duration = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Forwarded(delivery, List.copyOf(logged), startedAt, duration, answer, error);
    }

    private String words(Throwable failure) {
        if (failure instanceof ConnectException) {
            return "nothing listens at " + target.getRawAuthority();
        }
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static SSLContext trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new AnyCertificate()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }
}
