package dev.atlas.webhooks.quickstart;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * What has been started, to be stopped in the reverse order. Thread-safe: a stop that comes while a part starts waits
 * until that part is there, so none is forgotten.
 */
final class Parts implements AutoCloseable {
    private record Part(String name, AutoCloseable running) {}

    /** Starts one part. */
    interface Start<T, E extends Exception> {
        T run() throws E;
    }

    private final Consumer<String> say;
    private final Deque<Part> started = new ArrayDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean closing;

    Parts(Consumer<String> say) {
        this.say = say;
    }

    /**
     * Starts a part and remembers it.
     *
     * @throws QuickstartException when the stop has begun
     */
    synchronized <T extends AutoCloseable, E extends Exception> T start(String name, Start<T, E> start) throws E {
        if (closing) {
            throw new QuickstartException("It was stopped.");
        }
        T running = start.run();
        started.push(new Part(name, running));
        return running;
    }

    /** Whether the stop has begun. */
    boolean isClosing() {
        return closing;
    }

    /** Returns when everything is stopped. */
    void awaitClose() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One part that fails to stop does not keep the others running. */
    @Override
    public void close() {
        closing = true;
        closeAll();
    }

    private synchronized void closeAll() {
        while (!started.isEmpty()) {
            Part part = started.pop();
            say.accept("Stopping " + part.name() + " ...");
            try {
                part.running().close();
            } catch (Exception e) {
                say.accept("Cannot stop " + part.name() + ": " + e);
            }
        }
        closed.countDown();
    }
}
