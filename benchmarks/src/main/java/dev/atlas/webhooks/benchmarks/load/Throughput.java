package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.benchmarks.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The measurements of a server that has more to do than it can: its rate and cost, and what they are compared with. */
record Throughput(LoadRun run, int events, int rounds) {
    private static final int HANGING = 1_000_000;
    private static final int FAILING = 2_000_000;
    private static final int SERIALIZED = 3_000_000;
    private static final int NOBODY = -1;

    /** So many deliveries each endpoint has that hangs or fails; they are tried again and again beside the healthy. */
    private static final int EACH = 3;

    /**
     * So many times as long a round beside them is. They are attempted all at once in the beginning, and as many as may fail at the same
     * time every ten seconds after it: a short round measures where these bursts fall.
     */
    private static final int LONGER = 4;

    private static final Duration SETTLED = Duration.ofSeconds(2);

    /** Until those attempts have run out that are made at once. */
    private static final Duration FAMILIAR = Duration.ofSeconds(40);

    private static final Duration CLIENT = Duration.ofSeconds(4);

    /** The server beside its two ceilings, by turns. */
    void ceilings(Site site, Path folder) throws Exception {
        JdbcDatabase own = site.anotherDatabase();
        List<Meter.Cost> server = new ArrayList<>();
        List<Meter.Cost> database = new ArrayList<>();
        List<Double> client = new ArrayList<>();
        try (ReceiverProcess engine = ReceiverProcess.engine(folder, own, run.lanes(), 1, 0)) {
            JdbcLoad load = new JdbcLoad(own, run.load().events());
            Drain alone = new Drain(engine.process(), engine, load, 1, i -> i % run.lanes());
            alone.warmUp(events);
            for (int round = 0; round < rounds; round++) {
                client.add(Client.measure(run.sink().address().resolve("/e/"), run.lanes(), Client.MANY, CLIENT));
                database.add(alone.measure(events));
                server.add(run.drain().measure(events));
            }
        }
        Meter.Cost here = Meter.Cost.median(server);
        Meter.Cost there = Meter.Cost.median(database);
        double requests = client.stream().sorted().toList().get(rounds / 2);
        System.out.printf("%,d events wait | %s%n", events, here);
        System.out.printf("ceiling: the database alone | %s%n", there);
        System.out.printf("ceiling: the HTTP client alone | %,9.0f /s%n", requests);
        System.out.printf(
                "    %.0f %% of the lower ceiling; rates of the rounds: server %s, database %s, client %s%n",
                100 * here.perSecond() / Math.min(requests, there.perSecond()),
                rates(server),
                rates(database),
                client.stream().map(rate -> "%,.0f".formatted(rate)).toList());
    }

    private static List<String> rates(List<Meter.Cost> costs) {
        return costs.stream().map(cost -> "%,.0f".formatted(cost.perSecond())).toList();
    }

    /** The rate and cost while so much waits, kept up by publishing what is delivered. */
    void backlogs(List<Integer> backlogs) throws Exception {
        List<Meter.Cost> costs = new ArrayList<>();
        for (int backlog : backlogs) {
            Meter.Cost cost = run.drain().standing(backlog, run.length());
            costs.add(cost);
            System.out.printf("%,d events wait all the time | %s%n", backlog, cost);
        }
        System.out.printf(
                "    the last costs %.2f times the first%n",
                costs.get(costs.size() - 1).cpu() / costs.get(0).cpu());
    }

    /** Healthy endpoints beside such as never answer. */
    void hanging(int count) throws Exception {
        beside("hang", HANGING, count);
    }

    /** Healthy endpoints beside such as answer with 503. */
    void failing(int count) throws Exception {
        beside("fail", FAILING, count);
    }

    /**
     * Beside new ones, and alone, by turns, since a machine and a database change while they work; in every other round alone
     * first, since they grow slower rather than faster.
     */
    private void beside(String path, int lane, int count) throws Exception {
        List<Meter.Cost> alone = new ArrayList<>();
        List<Meter.Cost> beside = new ArrayList<>();
        List<String> others = fill(path, lane, count); // since failures are new to the JIT compilers
        for (long start = System.nanoTime(); System.nanoTime() - start < FAMILIAR.toNanos(); ) {
            run.drain().warmUp(events);
        }
        run.pause(others);
        for (int round = 0; round < rounds; round++) {
            boolean aloneFirst = round % 2 == 1;
            if (aloneFirst) {
                alone.add(run.drain().measureAll(LONGER * events));
            }
            List<String> ill = fill(path, lane + (1 + round) * count, count);
            beside.add(run.drain().measureAll(LONGER * events));
            run.pause(ill);
            if (!aloneFirst) {
                alone.add(run.drain().measureAll(LONGER * events));
            }
        }
        print("%,d endpoints that %s".formatted(count, path), alone, beside);
    }

    private List<String> fill(String path, int lane, int count) throws Exception {
        List<String> ids = run.createEndpoints(path, lane, count, Map.of());
        run.load().fill(EACH * count, i -> lane + i % count);
        Pauses.of(SETTLED);
        return ids;
    }

    /** Healthy endpoints beside one that has very much waiting. */
    void besideOne(int deliveries) throws Exception {
        run.createEndpoints("hang-one", NOBODY, 1, Map.of());
        List<Meter.Cost> alone = new ArrayList<>();
        List<Meter.Cost> beside = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            alone.add(run.drain().measure(events));
        }
        run.load().wait(deliveries);
        Pauses.of(SETTLED);
        for (int round = 0; round < rounds; round++) {
            beside.add(run.drain().measure(events));
        }
        print("one endpoint that hangs, with %,d deliveries".formatted(deliveries), alone, beside);
    }

    private static void print(String what, List<Meter.Cost> alone, List<Meter.Cost> beside) {
        Meter.Cost without = Meter.Cost.median(alone);
        Meter.Cost with = Meter.Cost.median(beside);
        System.out.printf("healthy endpoints alone | %s%n", without);
        System.out.printf("beside %s | %s%n", what, with);
        double[] ratios = IntStream.range(0, alone.size())
                .mapToDouble(i -> beside.get(i).perSecond() / alone.get(i).perSecond())
                .sorted()
                .toArray();
        System.out.printf(
                "    %.0f %% of the rate alone by the mean of the rounds' ratios, %.0f by the median, cost %.2f times;"
                        + " rates of the rounds: alone %s, beside %s%n",
                100 * Arrays.stream(ratios).average().orElseThrow(),
                100 * ratios[ratios.length / 2],
                with.cpu() / without.cpu(),
                rates(alone),
                rates(beside));
    }

    /** Serialized endpoints, which take one at a time, beside as many round trips of one connection. */
    void serialized(int deliveries) throws Exception {
        serialized("serialized", SERIALIZED, deliveries);
        serialized("later", SERIALIZED + 1, deliveries / 5);
    }

    private void serialized(String path, int lane, int deliveries) throws Exception {
        run.createEndpoints(path, lane, 1, Map.of("serialize", true));
        double roundTrips = Client.measure(run.sink().address().resolve("/" + path + "/"), 1, 1, SETTLED);
        Drain drain = new Drain(run.node().process(), run.sink(), run.load(), 1, i -> lane);
        Meter.Cost cost = drain.measure(deliveries);
        System.out.printf(
                "one serialized endpoint, %s | %s%n    %.0f %% of the %,.0f round trips a second of one connection%n",
                path, cost, 100 * cost.perSecond() / roundTrips, roundTrips);
    }
}
