package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.load.LoadRun.Measured;
import dev.atlas.webhooks.benchmarks.log.JdbcLongLog;
import dev.atlas.webhooks.identity.EndpointId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Live traffic alone and beside a replay of very many past deliveries to the same endpoints. */
record ReplayLoad(LoadRun run, int rate, int rounds) {
    private static final long WORKSPACE = 1_024;
    private static final int STANDING = 10_000;
    private static final Duration AGO = Duration.ofHours(30);

    void measure(int past) throws Exception {
        Instant start = Instant.now().minus(AGO);
        JdbcLongLog log = new JdbcLongLog(
                run.load().database().server().dataSource(run.load().database().name()), WORKSPACE);
        List<EndpointId> lanes = run.api().all(run.node().address(), "endpoints").stream()
                .map(endpoint -> EndpointId.parse(endpoint.path("id").asString()))
                .toList();
        log.endpoints(lanes);
        log.fill(start, Duration.ofMillis(Math.max(1, Duration.ofHours(24).toMillis() / past)), 0, past);
        Measured open = run.bySql(rate);

        long asked = Events.now();
        JsonNode replay = run.api()
                .post(run.node().address(), "replays", Map.of("status", "delivered", "since", start.toString()));
        long answered = Events.now();
        String path = "replays/" + replay.path("id").asString();
        while (run.sink().firstReplayed() == 0) {
            Pauses.of(Duration.ofMillis(5));
        }
        System.out.printf(
                "    replay: answered after %,d ms, first request after %,d ms%n",
                (answered - asked) / 1_000, (run.sink().firstReplayed() - asked) / 1_000);
        double alone = replayed("replay alone", () -> Pauses.of(run.length()));
        Measured[] besideOpen = new Measured[1];
        double withOpen = replayed("replay beside that", () -> besideOpen[0] = run.bySql(rate));
        List<Meter.Cost> fullAlone = new ArrayList<>();
        List<Meter.Cost> fullBeside = new ArrayList<>();
        List<Double> replayBeside = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            run.api().post(run.node().address(), path + "/pause", Map.of());
            awaitDrained();
            fullAlone.add(full("live while the replay is paused"));
            awaitDrained();
            run.api().post(run.node().address(), path + "/resume", Map.of());
            replayBeside.add(
                    replayed("replay beside the next", () -> fullBeside.add(full("live while the replay goes on"))));
        }
        Meter.Cost full = Meter.Cost.median(fullAlone);
        double withFull = replayBeside.stream().sorted().toList().get(rounds / 2);
        JsonNode now = run.api().get(run.node().address(), path);
        System.out.printf(
                "    live at %,d /s: rate %.0f %%, p50 %.1f to %.1f ms, p99 %.1f to %.1f ms; live at full load: %.0f %%;"
                        + " the replay alone runs at %.0f %% of live at full load, beside them at %.0f and %.0f /s;"
                        + " %s of %s done, %s%n",
                rate,
                100 * besideOpen[0].cost().perSecond() / open.cost().perSecond(),
                open.latency().p50(),
                besideOpen[0].latency().p50(),
                open.latency().p99(),
                besideOpen[0].latency().p99(),
                100 * Meter.Cost.median(fullBeside).perSecond() / full.perSecond(),
                100 * alone / full.perSecond(),
                withOpen,
                withFull,
                now.path("done"),
                now.path("total"),
                now.path("status").asString());
        run.api().post(run.node().address(), path + "/cancel", Map.of()); // or it runs beside what is measured next
    }

    private Meter.Cost full(String what) throws Exception {
        Meter.Cost cost = run.drain().standing(STANDING, run.length());
        System.out.printf("%s, %,d events wait all the time | %s%n", what, STANDING, cost);
        return cost;
    }

    /** Work during which it is counted how much of the past comes. */
    private interface Work {
        void run() throws Exception;
    }

    private double replayed(String what, Work work) throws Exception {
        long before = run.sink().replayed();
        long start = System.nanoTime();
        work.run();
        double rate = (run.sink().replayed() - before) * 1e9 / (System.nanoTime() - start);
        System.out.printf("%s | %,9.0f /s%n", what, rate);
        return rate;
    }

    /** Until nothing live comes any more. */
    private void awaitDrained() throws Exception {
        long before = -1;
        for (long now = run.sink().report().count();
                now != before;
                now = run.sink().report().count()) {
            before = now;
            Pauses.of(Duration.ofSeconds(1));
        }
    }
}
