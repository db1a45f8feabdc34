package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The measurements at a given rate, each printed as a row. */
record LoadRun(JdbcLoad load, ReceiverProcess sink, StandaloneWar node, Api api, int lanes, Duration length) {
    private static final int LOW_RATE = 20;
    private static final int TICK_MS = 2;
    private static final Duration LAST = Duration.ofMillis(500);

    /** Until the JIT compilers have come to rest. */
    private static final Duration SETTLED = Duration.ofSeconds(60);

    private static final long SECOND = 1_000_000_000L;

    /** The filter of each wants its own lane only. */
    List<String> createEndpoints(String path, int firstLane, int count, Map<String, ?> more)
            throws IOException, InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Object> endpoint = new HashMap<>(more);
            endpoint.put("url", sink.address().resolve("/" + path + "/" + i).toString());
            endpoint.put("event_types", List.of("deal.created"));
            endpoint.put("filter", "deal.lane = " + (firstLane + i));
            ids.add(api.createEndpoint(node.address(), endpoint));
        }
        return ids;
    }

    /** Nothing is sent to them any more. */
    void pause(List<String> endpoints) throws IOException, InterruptedException {
        for (String endpoint : endpoints) {
            api.post(node.address(), "endpoints/" + endpoint + "/pause", Map.of());
        }
    }

    Drain drain() {
        return new Drain(node.process(), sink, load, 1, i -> i % lanes);
    }

    /** What it costs to do nothing. */
    void idle() throws Exception {
        Pauses.of(SETTLED);
        Duration server = node.process().cpu();
        Duration database = Meter.databaseCpu();
        JdbcLoad.Counters before = load.counters();
        Pauses.of(length);
        System.out.printf(
                "idle | server %.1f %% and database %.1f %% of a core, %.1f statements a second%n",
                100.0 * node.process().cpu().minus(server).toNanos() / length.toNanos(),
                100.0 * Meter.databaseCpu().minus(database).toNanos() / length.toNanos(),
                load.counters().minus(before).queries() / (double) length.toSeconds());
    }

    void lowLoad() throws Exception {
        bySql(LOW_RATE);
        overHttp(LOW_RATE);
    }

    /** What was measured at a rate. */
    record Measured(Meter.Cost cost, Events.Latency latency) {}

    /** Publishes by SQL at that rate, whatever becomes of the events. */
    Measured bySql(int rate) throws Exception {
        sink.receipts();
        Meter meter = Meter.start(node.process(), sink, load);
        long start = System.nanoTime();
        int published = 0;
        try (Connection connection = load.database().connect()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() - start < length.toNanos()) {
                int due = (int) ((System.nanoTime() - start) * rate / SECOND) - published;
                if (due > 0) {
                    load.publish(connection, published, due, i -> i % lanes).forEach(load.events()::committed);
                    published += due;
                }
                Pauses.of(Duration.ofMillis(TICK_MS));
            }
        }
        return print("%,d /s by SQL".formatted(rate), meter, published);
    }

    /** Likewise over HTTP, one event a request. */
    void overHttp(int rate) throws Exception {
        sink.receipts();
        Meter meter = Meter.start(node.process(), sink, load);
        long start = System.nanoTime();
        int published = 0;
        HttpLoad http = new HttpLoad(node.address(), load.events());
        while (System.nanoTime() - start < length.toNanos()) {
            int due = (int) ((System.nanoTime() - start) * rate / SECOND);
            for (; published < due; published++) {
                http.publish(published % lanes);
            }
            Pauses.of(Duration.ofMillis(TICK_MS));
        }
        http.finish();
        print("%,d /s over HTTP".formatted(rate), meter, published);
        if (http.refused() > 0) {
            System.out.println("    refused: " + http.refused());
        }
    }

    private Measured print(String what, Meter meter, int published) throws Exception {
        Meter.Cost cost = meter.stop();
        Pauses.of(LAST);
        Events.Latency latency = load.events().latency(sink.receipts());
        System.out.printf(
                "%s | %s | %s%s%n",
                what,
                cost,
                latency,
                latency.count() == published
                        ? ""
                        : " (of %,d published, %,d came)".formatted(published, latency.count()));
        return new Measured(cost, latency);
    }
}
