package dev.atlas.webhooks.attempt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Lends each attempt a connection: one that was kept, or a new one. Thread-safe. */
final class Connections implements AutoCloseable {

    private final Network network;
    private final StrictConnPool<Destination, IOSession> pool;
    private final Duration keepAlive;

    Connections(Network network, SenderLimits limits) {
        this.network = network;
        keepAlive = limits.keepAlive();
        pool = new StrictConnPool<>(
                limits.connectionsPerHost(),
                limits.connections(),
                TimeValue.NEG_ONE_MILLISECOND,
                PoolReusePolicy.LIFO,
                null);
    }

    /** A connection ready for the attempt's request; it is taken away when the attempt ends. */
    CompletableFuture<Connection> acquire(Destination destination, Attempt attempt) {
        return lend(destination, attempt).thenCompose(connection -> {
            attempt.onEnd(connection::discard);
            if (connection.reused()) {
                attempt.connectedTo(connection.remoteAddress());
                return CompletableFuture.completedFuture(connection);
            }
            return network.open(destination, connection, attempt).whenComplete((opened, failure) -> {
                if (failure != null) {
                    connection.discard();
                }
            });
        });
    }

    private CompletableFuture<Connection> lend(Destination destination, Attempt attempt) {
        Pending<PoolEntry<Destination, IOSession>> pending = new Pending<>();
        Future<?> place = pool.lease(destination, null, Timeout.DISABLED, pending);
        attempt.onEnd(() -> place.cancel(true));
        return pending.thenApply(entry -> {
            if (attempt.newConnectionOnly()) {
                entry.discardConnection(CloseMode.IMMEDIATE);
            }
            return new Connection(pool, entry, keepAlive);
        });
    }

    /** Closes what was kept for long enough; to be called every second or so. */
    void tidy() {
        pool.closeExpired();
        network.tidy();
    }

    @Override
    public void close() {
        pool.close(CloseMode.IMMEDIATE);
        network.close();
    }
}
