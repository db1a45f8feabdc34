package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes over HTTP from several threads, each event by a request of its own, whatever the answers take. */
final class HttpLoad {
    private static final int THREADS = 16;

    private final Api api = new Api();
    private final URI node;
    private final Events events;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger refused = new AtomicInteger();

    HttpLoad(URI node, Events events) {
        this.node = node;
        this.events = events;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what fails is counted
    void publish(int lane) {
        threads.submit(() -> {
            long made = events.next();
            try {
                api.postText(node, "events", Events.text(lane, made));
                events.committed(made);
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    int refused() {
        return refused.get();
    }

    /** Waits until all are published. */
    void finish() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The server did not take all events within a minute");
        }
    }
}
