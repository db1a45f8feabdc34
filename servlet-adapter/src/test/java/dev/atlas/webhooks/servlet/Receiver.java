package dev.atlas.webhooks.servlet;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A receiver of webhooks: answers the status that its path ends with, and says hello. */
public final class Receiver {
    private final HttpServer server;

    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] hello = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(Integer.parseInt(path.substring(path.lastIndexOf('/') + 1)), hello.length);
            exchange.getResponseBody().write(hello);
            exchange.close();
        });
        server.start();
    }

    public String url(int status) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/" + status;
    }

    public void stop() {
        server.stop(0);
    }
}
