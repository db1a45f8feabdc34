package dev.atlas.webhooks.pipeline;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver that records what it gets and answers as it was told, 200 by default. */
final class TestReceiver implements AutoCloseable {
    /** A request as it arrived; header names are lower case. */
    record Received(String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.get(name);
        }
    }

    /** What to answer. */
    record Answer(int status, Map<String, String> headers) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private volatile Answer usual = new Answer(200, Map.of());
    private volatile CountDownLatch gate = new CountDownLatch(0);

    TestReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.get(0)));
            received.add(new Received(exchange.getRequestURI().getPath(), headers, body));
            await(gate);
            Answer next = answers.poll();
            Answer answer = next == null ? usual : next;
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] text = "thanks".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers so from now on. */
    void answers(int status) {
        usual = new Answer(status, Map.of());
    }

    /** Gives no answer until then. */
    void answersAfter(CountDownLatch opened) {
        gate = opened;
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers so once, before anything else. */
    void answersOnce(int status, Map<String, String> headers) {
        answers.add(new Answer(status, headers));
    }

    List<Received> received() {
        return received;
    }

    /** Waits until so many requests have come. */
    void awaitRequests(int count) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (received.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("only " + received.size() + " of " + count + " requests came");
            }
            Thread.onSpinWait();
        }
    }

    Received last() {
        return received.get(received.size() - 1);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
