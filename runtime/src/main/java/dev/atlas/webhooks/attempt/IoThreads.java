package dev.atlas.webhooks.attempt;

import java.net.SocketAddress;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.DefaultConnectingIOReactor;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The I/O threads. One that ends by an error, as when there is no memory left, would take all others with it at the next
 * connection, without a word; so then all are made anew, and those before them end when their attempts have. Thread-safe.
 */
final class IoThreads implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IoThreads.class);

    private volatile AtomicBoolean oneEnded;
    private volatile DefaultConnectingIOReactor reactor;
    private volatile boolean closed;

    IoThreads() {
        AtomicBoolean ended = new AtomicBoolean();
        oneEnded = ended;
        reactor = Http1.start(() -> ended.set(true));
    }

    Future<?> connect(HttpHost host, SocketAddress address, Timeout patience, FutureCallback<IOSession> whenConnected) {
        revive();
        return reactor.connect(host, address, null, patience, null, whenConnected);
    }

    /** Makes them anew if one has ended; to be called every second or so. */
    void revive() {
        if (oneEnded.get() && !closed) {
            replace();
        }
    }

    private synchronized void replace() {
        if (!oneEnded.get() || closed) {
            return;
        }
        LOG.error("An I/O thread has ended by an error, perhaps without memory; all are made anew, and attempts go on");
        DefaultConnectingIOReactor before = reactor;
        AtomicBoolean ended = new AtomicBoolean();
        reactor = Http1.start(() -> ended.set(true));
        oneEnded = ended;
        before.initiateShutdown();
    }

    @Override
    public synchronized void close() {
        closed = true;
        // Gently first: torn away from a running thread, its selector would make that log an error.
        reactor.initiateShutdown();
        try {
            reactor.awaitShutdown(TimeValue.ofSeconds(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reactor.close(CloseMode.IMMEDIATE);
    }
}
