package dev.atlas.webhooks.servlet.listen;

import dev.atlas.webhooks.admin.ListenSession;
import dev.atlas.webhooks.pipeline.Listening;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** All listeners' connections to this node, served by one thread. Close it to end them; the listeners connect again. */
public final class ListenStreams implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ListenStreams.class);
    private static final long LOOK_MILLIS = 100;

    private final Listening listening;
    private final JsonMapper json = JsonMapper.shared();
    private final Set<ListenStream> streams = ConcurrentHashMap.newKeySet();
    private final Semaphore work = new Semaphore(0);
    private final Thread thread = new Thread(this::serve, "atlas-listen");
    private volatile boolean closed;

    public ListenStreams(Listening listening) {
        this.listening = listening;
        thread.setDaemon(true);
        thread.start();
    }

    /** Serves a connection from now on; its response has its headers already. */
    public void add(ListenSession session, AsyncContext async, ServletOutputStream out) {
        streams.add(new ListenStream(listening, session, new EventOutput(async, out), json));
        wake();
    }

    /** There may be something to hand over. */
    public void wake() {
        work.release();
    }

    private void serve() {
        boolean failing = false;
        while (!closed) {
            try {
                await();
                streams.removeIf(ListenStream::isClosed);
                streams.forEach(ListenStream::turn);
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!failing) {
                    log.warn("Listeners cannot be served at the moment", e);
                }
                failing = true;
            }
        }
    }

    /** Until somebody wakes it, or it is time to look what other nodes have routed; forever while nobody listens. */
    private void await() throws InterruptedException {
        if (streams.isEmpty()) {
            work.acquire();
        } else {
            work.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        work.drainPermits();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        streams.forEach(ListenStream::close);
    }
}
