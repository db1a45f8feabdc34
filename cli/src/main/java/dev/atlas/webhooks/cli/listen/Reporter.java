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
    private static final int NOT_FOUND = 404;
    private static final String UNRECORDED = "answer could not be recorded";
    private static final int REMEMBERED = 10_000;
    private static final long PAUSE_MILLIS = 500;

    private final Api api;
    private final JsonMapper json;
    private final ListenLines lines;
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

    Reporter(Api api, JsonMapper json, ListenLines lines) {
        this.api = api;
        this.json = json;
        this.lines = lines;
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
            return e.status() == NOT_FOUND || refused(batch, e); // not found: the session is over; the stream says so
        }
    }

    /** One result that the server does not take must not cost the others, nor hold up what comes after it. */
    private boolean refused(List<ObjectNode> batch, RefusedException e) {
        if (batch.size() > 1 && !e.isForbidden()) {
            return batch.stream().map(List::of).allMatch(this::send); // known ones are passed over when sent again
        }
        ObjectNode result = batch.get(0);
        lines.unrecorded(result.path("delivery").asString(""), String.valueOf(e.getMessage()));
        ObjectNode bare = bare(result);
        return e.isForbidden() || bare.equals(result) || send(List.of(bare));
    }

    private ObjectNode bare(ObjectNode result) {
        ObjectNode bare = json.createObjectNode();
        for (String name : List.of("delivery", "attempt", "started_at", "duration_ms")) {
            bare.set(name, result.path(name));
        }
        if (result.has("error")) {
            return bare.put("error", UNRECORDED);
        }
        bare.set("status_code", result.path("status_code"));
        bare.putObject("response").put("body", UNRECORDED);
        return bare;
    }

    private synchronized @Nullable String session() {
        return session;
    }
}
