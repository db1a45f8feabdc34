package dev.atlas.webhooks.attempt;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.apache.hc.core5.concurrent.FutureCallback;

/** The library's callback as a future that can be chained. */
final class Pending<T> extends CompletableFuture<T> implements FutureCallback<T> {

    @Override
    public void completed(T result) {
        complete(result);
    }

    @Override
    public void failed(Exception cause) {
        completeExceptionally(cause);
    }

    @Override
    public void cancelled() {
        completeExceptionally(new CancellationException());
    }
}
