package dev.atlas.webhooks.cli.listen;

import dev.atlas.webhooks.cli.connection.Api;
import dev.atlas.webhooks.cli.connection.RefusedException;
import dev.atlas.webhooks.cli.connection.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reports to the server what became of deliveries, in batches; what cannot be reported now is kept and tried again. What
 * was forwarded once is remembered, since the server hands over again what it has no report of. Thread-safe.
 */
final class Reporter {
    private static final int BATCH = 50;
    private static final int REMEMBERED = 10_000;
    private static final long PAUSE_MILLIS = 500;

    private final Api api;
    private final JsonMapper json;
    private final List<ObjectNode> waiting = new ArrayList<>();
    private final Map<String, Boolean> forwarded = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private @Nullable String session;
    private boolean busy;

    Reporter(Api api, JsonMapper json) {
        this.api = api;
        this.json = json;
        Thread thread = new Thread(this::run, "report");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void session(String id) {
        session = id;
    }

    synchronized boolean isForwarded(Delivery delivery) {
        return forwarded.containsKey(delivery.key());
    }

    synchronized void report(Forwarded what) {
        forwarded.put(what.delivery().key(), true);
        waiting.add(what.result(json.createObjectNode()));
        notifyAll();
    }

    /** Whether everything was reported within that time. */
    synchronized boolean await(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (busy || !waiting.isEmpty()) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    private void run() {
        try {
            while (true) {
                List<ObjectNode> batch = take();
                while (!send(batch)) {
                    Thread.sleep(PAUSE_MILLIS);
                }
                done();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized List<ObjectNode> take() throws InterruptedException {
        while (waiting.isEmpty() || session == null) {
            wait();
        }
        List<ObjectNode> head = waiting.subList(0, Math.min(BATCH, waiting.size()));
        List<ObjectNode> batch = List.copyOf(head);
        head.clear();
        busy = true;
        return batch;
    }

    private synchronized void done() {
        busy = false;
        notifyAll();
    }

    /** False when it is to be tried again. */
    private boolean send(List<ObjectNode> batch) {
        ObjectNode body = json.createObjectNode();
        ArrayNode results = body.putArray("results");
        batch.forEach(results::add);
        try {
            api.post("listen/" + Api.segment(String.valueOf(session())) + "/results", body);
            return true;
        } catch (UnreachableException e) {
            return false;
        } catch (RefusedException e) {
            return true; // the session is over; the stream says so
        }
    }

    private synchronized @Nullable String session() {
        return session;
    }
}
