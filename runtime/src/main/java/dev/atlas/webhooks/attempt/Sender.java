package dev.atlas.webhooks.attempt;

import java.util.function.Consumer;

/** Makes attempts, many at once, without a thread for each. Thread-safe. */
public interface Sender extends AutoCloseable {

    /**
     * Starts the attempt and returns at once; never throws for anything that the network or the endpoint does.
     *
     * @param whenDone called exactly once, on a thread of the sender (or the caller's, after {@link #close}); it must
     *     not block
     */
    void send(AttemptRequest request, Consumer<AttemptResult> whenDone);

    /**
     * Ends every attempt under way as {@link FailureKind#ABANDONED}, closes all connections and stops all threads.
     * Harmless when repeated.
     */
    @Override
    void close();
}
