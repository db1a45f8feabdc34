package dev.atlas.webhooks.attempt;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.command.RequestExecutionCommand;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.ManagedConnPool;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.reactor.Command;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/** A place in the pool, lent to one attempt, and the connection in it. Given back once: kept or discarded. */
final class Connection {

    private final ManagedConnPool<Destination, IOSession> pool;
    private final PoolEntry<Destination, IOSession> entry;
    private final Duration maxIdle;
    private final boolean reused;
    private final AtomicBoolean givenBack = new AtomicBoolean();

    Connection(
            ManagedConnPool<Destination, IOSession> pool, PoolEntry<Destination, IOSession> entry, Duration maxIdle) {
        this.pool = pool;
        this.entry = entry;
        this.maxIdle = maxIdle;
        if (!isOpen()) {
            entry.discardConnection(CloseMode.IMMEDIATE);
        }
        reused = entry.hasConnection();
    }

    /** Whether it served an attempt before. */
    boolean reused() {
        return reused;
    }

    boolean isOpen() {
        IOSession session = entry.getConnection();
        return session != null && session.isOpen();
    }

    /** The IP address at the other end; null when the connection is closed. */
    @Nullable
    String remoteAddress() {
        IOSession session = entry.getConnection();
        return session != null && session.getRemoteAddress() instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : null;
    }

    void assign(IOSession session) {
        entry.assignConnection(session);
        // The attempt may have ended meanwhile; then nobody else would close it.
        if (givenBack.get()) {
            entry.discardConnection(CloseMode.IMMEDIATE);
        }
    }

    void execute(AsyncClientExchangeHandler exchange) {
        IOSession session = entry.getConnection();
        if (session == null) {
            exchange.failed(new ConnectionClosedException());
        } else {
            session.enqueue(new RequestExecutionCommand(exchange, HttpCoreContext.create()), Command.Priority.NORMAL);
        }
    }

    /** Gives it back for another attempt, if one comes within the time for which the endpoint keeps it. */
    void keep(Duration keptByEndpoint) {
        Duration idle = keptByEndpoint.compareTo(maxIdle) < 0 ? keptByEndpoint : maxIdle;
        if (idle.isNegative() || idle.isZero()) {
            discard();
        } else if (givenBack.compareAndSet(false, true)) {
            entry.updateExpiry(TimeValue.ofMilliseconds(idle.toMillis()));
            pool.release(entry, isOpen());
        }
    }

    /** Gives it back closed. Does nothing when it was given back before. */
    void discard() {
        if (givenBack.compareAndSet(false, true)) {
            entry.discardConnection(CloseMode.IMMEDIATE);
            pool.release(entry, false);
        }
    }
}
