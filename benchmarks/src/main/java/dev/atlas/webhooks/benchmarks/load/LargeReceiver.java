package dev.atlas.webhooks.benchmarks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes large requests; those below {@code /hang} it answers only once it is told to. Notes each event of each path. */
final class LargeReceiver implements AutoCloseable {
    static final String HANGS = "/hang/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch answering = new CountDownLatch(1);
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    LargeReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith(HANGS)) {
            try {
                answering.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
        answered.add(path + " " + exchange.getRequestHeaders().getFirst("Atlas-Event-Id"));
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** How many deliveries were answered, each counted once. */
    int answered() {
        return answered.size();
    }

    /** Nothing hangs any more. */
    void answerAll() {
        answering.countDown();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
