package dev.atlas.webhooks.attempt;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks host names up on threads of its own, since the platform's look-up blocks. All who ask for a name while it is
 * being looked up share one look-up; {@link LookUps} says when it is a name's turn, so that name servers which hang do not
 * hold up the look-ups of others.
 */
final class Names implements AutoCloseable {

    private final HostLookup hosts;
    private final LookUps lookUps = new LookUps(System::nanoTime, this::start);
    private final ConcurrentMap<String, LookUp> underWay = new ConcurrentHashMap<>();
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE, // LookUps bounds them
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new DaemonThreads("atlas-attempt-dns"));

    Names(HostLookup lookup) {
        hosts = lookup;
    }

    /** At least one address; or fails with {@link UnknownHostException}. */
    CompletableFuture<List<InetAddress>> resolve(String host, Attempt attempt) {
        while (true) {
            LookUp mine = new LookUp(host, attempt);
            LookUp known = underWay.putIfAbsent(host, mine);
            if (known == null) {
                lookUps.add(mine);
                return mine.answer().whenComplete((addresses, failure) -> underWay.remove(host, mine));
            }
            if (known.join(attempt)) {
                return known.answer();
            }
            underWay.remove(host, known);
        }
    }

    /** Lets go of what nobody waits for any more; to be called every second or so. */
    void tidy() {
        lookUps.tidy();
    }

    private void start(LookUp lookUp) {
        try {
            threads.execute(() -> lookUp(lookUp));
        } catch (RuntimeException e) {
            lookUp.answer().completeExceptionally(e); // closed, or no thread can be had
            lookUps.done(lookUp);
        }
    }

    private void lookUp(LookUp lookUp) {
        try {
            lookUp.answer().complete(List.of(hosts.addressesOf(lookUp.host())));
        } catch (UnknownHostException | RuntimeException e) {
            lookUp.answer().completeExceptionally(e);
        } finally {
            // After an error, which is the thread's to report, nobody may wait for ever.
            lookUp.answer().completeExceptionally(new UnknownHostException(lookUp.host()));
            lookUps.done(lookUp);
        }
    }

    /** A look-up that the operating system is stuck in cannot be ended; its thread follows when it returns. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
