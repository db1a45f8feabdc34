package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks host names up on threads of its own, since the platform's look-up blocks. All who ask for a name while it is
 * being looked up share one look-up, so that a name server which hangs holds one thread per name, not per attempt.
 */
final class Names implements AutoCloseable {

    private static final int THREADS = 64;

    private final HostLookup lookup;
    private final ThreadPoolExecutor threads;
    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay = new ConcurrentHashMap<>();

    Names(HostLookup lookup) {
        this.lookup = lookup;
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                new DaemonThreads("atlas-attempt-dns"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** At least one address; or fails with {@link UnknownHostException}. */
    CompletableFuture<List<InetAddress>> resolve(String host) {
        CompletableFuture<List<InetAddress>> mine = new CompletableFuture<>();
        CompletableFuture<List<InetAddress>> known = underWay.putIfAbsent(host, mine);
        if (known != null) {
            return known;
        }
        try {
            threads.execute(() -> lookUp(host, mine));
        } catch (RejectedExecutionException e) {
            underWay.remove(host, mine);
            mine.completeExceptionally(e);
        }
        return mine;
    }

    private void lookUp(String host, CompletableFuture<List<InetAddress>> answer) {
        try {
            List<InetAddress> addresses = List.of(lookup.addressesOf(host));
            underWay.remove(host, answer);
            answer.complete(addresses);
        } catch (UnknownHostException | RuntimeException e) {
            underWay.remove(host, answer);
            answer.completeExceptionally(e);
        }
    }

    /** A look-up that the operating system is stuck in cannot be ended; its thread follows when it returns. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
