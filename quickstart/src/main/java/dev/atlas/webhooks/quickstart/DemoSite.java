package dev.atlas.webhooks.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A small web site on 127.0.0.1 that plays the customers' receivers: what is below {@code /healthy} answers 200, below
 * {@code /slow} 200 after two seconds, below {@code /broken} 500. It also shows the caught mails, below {@code /mail}.
 */
final class DemoSite implements AutoCloseable {
    /** The same at every start, if it is free, so that the endpoints' addresses stay. */
    private static final int USUAL_PORT = 8090;

    private static final long SLOW_MILLIS = 2_000;

    private final HttpServer server;
    private final ExecutorService threads;

    private DemoSite(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** Returns when connections are accepted. */
    static DemoSite start(Path mailFolder) {
        ExecutorService threads = Executors.newFixedThreadPool(4, task -> {
            Thread thread = new Thread(task, "demo-receiver");
            thread.setDaemon(true);
            return thread;
        });
        DemoSite site = new DemoSite(bind(), threads);
        site.server.setExecutor(threads);
        site.receive("/healthy", 0, 200, "thank you");
        site.receive("/slow", SLOW_MILLIS, 200, "thank you, at last");
        site.receive("/broken", 0, 500, "the database of this receiver is down");
        site.server.createContext("/mail/", new MailPages(mailFolder));
        site.server.start();
        return site;
    }

    private static HttpServer bind() {
        try {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), USUAL_PORT), 0);
            } catch (BindException e) {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on a free port of " + Options.HOST, e);
        }
    }

    private void receive(String path, long delayMillis, int status, String answer) {
        Executor later = CompletableFuture.delayedExecutor(delayMillis, TimeUnit.MILLISECONDS, threads);
        HttpHandler handler = exchange -> {
            exchange.getRequestBody().readAllBytes();
            later.execute(() -> answer(exchange, status, answer));
        };
        server.createContext(path, handler);
    }

    private static void answer(HttpExchange exchange, int status, String text) {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // The sender has gone, which is the sender's affair.
            exchange.close();
        }
    }

    /** Its address, with a slash at the end. */
    URI uri() {
        return URI.create("http://" + Options.HOST + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
