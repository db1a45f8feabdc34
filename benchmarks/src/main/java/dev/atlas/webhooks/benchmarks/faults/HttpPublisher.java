package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.faults.Journal.Fate;
import dev.atlas.webhooks.benchmarks.site.Api;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client of any node's HTTP API, which repeats a request with the same key until it is answered. */
final class HttpPublisher implements Runnable {
    private static final int AFTER_FAILURE_MS = 300;

    private final Api api;
    private final Nodes nodes;
    private final Journal journal;
    private final Random random;
    private final int pauseMillis;
    private final CountDownLatch stop;

    HttpPublisher(Api api, Nodes nodes, Journal journal, Random random, int pauseMillis, CountDownLatch stop) {
        this.api = api;
        this.nodes = nodes;
        this.journal = journal;
        this.random = random;
        this.pauseMillis = pauseMillis;
        this.stop = stop;
    }

    @Override
    public void run() {
        try {
            for (int i = 0; !stop.await(1 + random.nextInt(2 * pauseMillis), TimeUnit.MILLISECONDS); i++) {
                publish(Published.random("http-" + i, random));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(Published event) throws InterruptedException {
        journal.note(event, Fate.UNKNOWN);
        do {
            try {
                api.post(nodes.anyAddress(random), "events", event.body(), "Idempotency-Key", event.name());
                journal.note(event, Fate.COMMITTED);
                return;
            } catch (IOException nodeIsAway) {
                // the answer is lost, not necessarily the event
            }
        } while (!stop.await(AFTER_FAILURE_MS, TimeUnit.MILLISECONDS));
    }
}
