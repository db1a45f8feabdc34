package dev.atlas.webhooks.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atlas.webhooks.embedded.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Takes webhooks on any path and keeps them; a path answers 200 until told otherwise. */
final class Receiver implements AutoCloseable {
    private final Map<String, List<Received>> received = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer server;

    private Receiver(HttpServer server) {
        this.server = server;
    }

    static Receiver start() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Receiver receiver = new Receiver(HttpServer.create(anyPort, 0));
        receiver.server.setExecutor(receiver.threads);
        receiver.server.createContext("/", receiver::take);
        receiver.server.start();
        return receiver;
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** From now on {@code path} answers this. */
    void answer(String path, int status) {
        statuses.put(path, status);
    }

    /** What came to {@code path} so far, in order. */
    List<Received> at(String path) {
        return List.copyOf(received.getOrDefault(path, List.of()));
    }

    /** Waits until what came to {@code path} is as wanted. */
    List<Received> until(String path, Predicate<List<Received>> wanted) throws Exception {
        return Eventually.get("webhooks at " + path, () -> at(path), wanted);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = exchange.getRequestHeaders().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> String.join(", ", entry.getValue())));
            String path = exchange.getRequestURI().getPath();
            received.computeIfAbsent(path, any -> new CopyOnWriteArrayList<>()).add(new Received(path, headers, body));
            byte[] reply = "seen".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(statuses.getOrDefault(path, 200), reply.length);
            exchange.getResponseBody().write(reply);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
