package dev.atlas.webhooks.servlet.listen;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes server-sent events without ever blocking: what the connection does not take yet is kept, and written when the
 * container says so. Thread-safe.
 */
final class EventOutput implements WriteListener, AsyncListener {
    private final AsyncContext async;
    private final ServletOutputStream out;
    private final Deque<byte[]> unsent = new ArrayDeque<>();
    private boolean writable;
    private boolean unflushed;
    private boolean ending;
    private boolean closed;

    EventOutput(AsyncContext async, ServletOutputStream out) {
        this.async = async;
        this.out = out;
        async.setTimeout(0);
        async.addListener(this);
        out.setWriteListener(this);
    }

    /** @param data without a line break */
    void event(String name, String id, String data) {
        send((id.isEmpty() ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: " + data + "\n\n");
    }

    /** Keeps proxies from closing a quiet connection, and tells us when the other side is gone. */
    void heartbeat() {
        send(": heartbeat\n\n");
    }

    private synchronized void send(String text) {
        unsent.add(text.getBytes(StandardCharsets.UTF_8));
        if (writable) {
            write();
        }
    }

    /** Whether the connection does not take what is written; nothing more should be handed over then. */
    synchronized boolean isBehind() {
        return !unsent.isEmpty();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends the connection once everything is written. */
    synchronized void end() {
        ending = true;
        if (writable) {
            write();
        }
    }

    /** Ends the connection now. */
    synchronized void close() {
        if (!closed) {
            closed = true;
            unsent.clear();
            async.complete();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        writable = true;
        write();
    }

    private void write() {
        try {
            while (!closed && out.isReady()) {
                byte[] next = unsent.poll();
                if (next != null) {
                    out.write(next);
                    unflushed = true;
                } else if (unflushed) {
                    unflushed = false;
                    out.flush();
                } else {
                    if (ending) {
                        close();
                    }
                    return;
                }
            }
            writable = false; // the container calls when it is possible again
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void onError(Throwable failure) {
        close();
    }

    @Override
    public void onComplete(AsyncEvent event) {
        markClosed();
    }

    @Override
    public void onError(AsyncEvent event) {
        close();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        close();
    }

    private synchronized void markClosed() {
        closed = true;
        unsent.clear();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // not started again
    }
}
