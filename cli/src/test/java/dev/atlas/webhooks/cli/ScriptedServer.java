package dev.atlas.webhooks.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server on this machine that answers as it is told and remembers what it was asked. */
final class ScriptedServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    final Queue<String> requests = new ConcurrentLinkedQueue<>();
    final Queue<String> hosts = new ConcurrentLinkedQueue<>();

    private record Reply(int status, String type, String body) {}

    private ScriptedServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    static ScriptedServer start() throws IOException {
        return new ScriptedServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param request method, path and query: {@code GET /api/v1/endpoints} */
    ScriptedServer on(String request, int status, String json) {
        replies.put(request, new Reply(status, "application/json", json));
        return this;
    }

    /** As the one above, but server-sent events. */
    ScriptedServer stream(String request, String events) {
        replies.put(request, new Reply(200, "text/event-stream", events));
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        requests.add(request + (body.isEmpty() ? "" : " " + body) + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        hosts.add(exchange.getRequestHeaders().getFirst("Host"));
        Reply reply = replies.getOrDefault(request, new Reply(404, "text/html", "<html>nothing</html>"));
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.type());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
