package dev.atlas.webhooks.servlet;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A real Jetty on a free port with one application below {@code /atlas}, and a client for it. */
public final class JettyServer {
    private final Server server;
    private final HttpClient client;
    private final String key;

    private JettyServer(Server server, HttpClient client, String key) {
        this.server = server;
        this.client = client;
        this.key = key;
    }

    public static JettyServer start(Consumer<ServletContextHandler> application) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler webapp = new ServletContextHandler("/atlas");
        application.accept(webapp);
        server.setHandler(webapp);
        try {
            server.start();
        } catch (Exception e) {
            server.stop();
            throw e;
        }
        return new JettyServer(
                server,
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build(),
                "");
    }

    /** The same server, asked with this API key. */
    public JettyServer withKey(String apiKey) {
        return new JettyServer(server, client, apiKey);
    }

    public URI uri(String path) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://127.0.0.1:" + port + "/atlas" + path);
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    public Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    public Answer patch(String path, String json) throws IOException, InterruptedException {
        return send("PATCH", path, json, "Content-Type", "application/json");
    }

    public Answer send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Answer send(String method, String path, byte[] body, String... headers)
            throws IOException, InterruptedException {
        return send(
                method, path, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body), headers);
    }

    /** Without a Content-Length. */
    public Answer sendChunked(String method, String path, String json) throws IOException, InterruptedException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        BodyPublisher chunked = BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
        return send(method, path, chunked, "Content-Type", "application/json");
    }

    /** Sends a request line that no client would send; the first line of the answer. */
    public String raw(String requestLine) throws IOException {
        URI base = uri("/");
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            String request = requestLine + "\r\nHost: test\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    /** Asks again and again until the answer is as wanted; fails after ten seconds. */
    public Answer until(String path, Predicate<Answer> wanted) throws IOException, InterruptedException {
        return until("GET", path, wanted);
    }

    public Answer until(String method, String path, Predicate<Answer> wanted) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Answer answer = send(method, path, "");
        while (!wanted.test(answer)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(method + " " + path + " still answers " + answer.body());
            }
            answer = send(method, path, "");
        }
        return answer;
    }

    private Answer send(String method, String path, BodyPublisher body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return new Answer(client.send(request.build(), BodyHandlers.ofString()));
    }

    /** Stops the application and not the server. */
    public void undeploy() throws Exception {
        server.getHandler().stop();
    }

    public void stop() throws Exception {
        server.stop();
    }
}
