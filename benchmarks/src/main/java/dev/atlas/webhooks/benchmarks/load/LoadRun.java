package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The measurements, each printed as a row. */
record LoadRun(JdbcLoad load, SinkProcess sink, StandaloneWar node, Api api, int lanes, Duration length) {
    private static final int WARM_UP = 20_000;
    private static final int FIRST_HANGING_LANE = 1_000_000;
    private static final int EACH_HANGING = 3;
    private static final int LOW_RATE = 20;
    private static final int TICK_MS = 5;
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** The filter of each wants its own lane only. */
    void createEndpoints(String path, int firstLane, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            api.createEndpoint(
                    node.address(),
                    Map.of(
                            "url",
                            sink.address().resolve("/" + path + "/" + i).toString(),
                            "event_types",
                            List.of("deal.created"),
                            "filter",
                            "deal.lane = " + (firstLane + i)));
        }
    }

    void warmUp() throws Exception {
        sink.restart();
        load.fill(WARM_UP, i -> i % lanes);
        awaitArrived(WARM_UP, Duration.ofMinutes(3));
    }

    /** What it costs to do nothing. */
    void idle() throws Exception {
        ClientCeiling.await(SETTLED);
        Duration server = node.process().cpu();
        Duration database = Meter.databaseCpu();
        JdbcLoad.Counters before = load.counters();
        ClientCeiling.await(length);
        System.out.printf(
                "idle | server %.1f %% and database %.1f %% of a core, %.0f statements a second%n",
                100.0 * node.process().cpu().minus(server).toNanos() / length.toNanos(),
                100.0 * Meter.databaseCpu().minus(database).toNanos() / length.toNanos(),
                load.counters().minus(before).queries() / (double) length.toSeconds());
    }

    void lowLoad() throws Exception {
        print(
                "%d /s by SQL from outside".formatted(LOW_RATE),
                publishFor(LOW_RATE, length).cost());
        Meter meter = Meter.start(node.process(), sink, load);
        JsonMapper json = new JsonMapper();
        for (int i = 0; i < LOW_RATE * length.toSeconds(); i++) {
            api.post(node.address(), "events", json.readTree(JdbcLoad.event(i % lanes)));
            ClientCeiling.await(Duration.ofMillis(1_000 / LOW_RATE));
        }
        ClientCeiling.await(LOOK);
        print("%d /s over HTTP to the node".formatted(LOW_RATE), meter.stop());
    }

    /** Publishes at that rate, whatever becomes of the events. */
    void openModel(int rate) throws Exception {
        Flow flow = publishFor(rate, length);
        print("open model, %,d /s".formatted(rate), flow.cost());
        long start = System.nanoTime();
        boolean all = awaitArrived(flow.published(), Duration.ofSeconds(30));
        System.out.printf(
                "    %,d published, %s%n",
                flow.published(),
                all
                        ? "the last arrived %d ms later".formatted((System.nanoTime() - start) / 1_000_000)
                        : "more waits after 30 s");
    }

    /** What was published in a time, and what arrived meanwhile. */
    private record Flow(int published, Meter.Cost cost) {}

    private Flow publishFor(int rate, Duration time) throws Exception {
        Meter meter = Meter.start(node.process(), sink, load);
        long start = System.nanoTime();
        int published = 0;
        try (Connection connection = load.database().connect()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() - start < time.toNanos()) {
                int due = (int) ((System.nanoTime() - start) * rate / 1_000_000_000L) - published;
                if (due > 0) {
                    JdbcLoad.publish(connection, published, due, i -> i % lanes);
                    published += due;
                }
                ClientCeiling.await(Duration.ofMillis(TICK_MS));
            }
        }
        ClientCeiling.await(LOOK);
        return new Flow(published, meter.stop());
    }

    /** Healthy endpoints beside such as never answer. */
    void hanging(int count) throws Exception {
        createEndpoints("hang", FIRST_HANGING_LANE, count);
        Meter.Cost alone = drain(WARM_UP);
        print("%,d events, nothing else".formatted(WARM_UP), alone);
        load.fill(EACH_HANGING * count, i -> FIRST_HANGING_LANE + i % count);
        ClientCeiling.await(SETTLED);
        Meter.Cost beside = drain(WARM_UP);
        print("%,d events beside %,d hanging endpoints".formatted(WARM_UP, count), beside);
        System.out.printf("    healthy rate: %.0f %% of that without%n", 100 * beside.perSecond() / alone.perSecond());
    }

    /** The rate at which events are delivered that have waited, while many of them still wait. */
    void backlog(int events) throws Exception {
        print("backlog of %,d".formatted(events), drain(events));
    }

    /** Fills the outbox while the node is frozen, and measures what it does then, for a while at most. */
    private Meter.Cost drain(int events) throws Exception {
        node.process().freeze();
        try {
            load.fill(events, i -> i % lanes);
        } finally {
            node.process().thaw();
        }
        Meter meter = Meter.start(node.process(), sink, load);
        awaitArrived(events, length.multipliedBy(3));
        return meter.stop();
    }

    private boolean awaitArrived(long events, Duration limit) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (sink.report().count() < events) {
            if (System.nanoTime() > end) {
                return false;
            }
            ClientCeiling.await(LOOK);
        }
        return true;
    }

    private static void print(String what, Meter.Cost cost) {
        System.out.println(what + " | " + cost);
    }
}
