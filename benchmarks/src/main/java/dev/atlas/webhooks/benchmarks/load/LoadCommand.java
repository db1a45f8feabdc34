package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The load benchmark. */
@Command(
        name = "load",
        description = "Publishers, server, database and sink on one machine; prints rates, costs and latencies.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {
    private static final int MILLION = 1_000_000;

    /** The parts, in the order in which they run. */
    enum Part {
        IDLE,
        LOW,
        OPEN,
        SERIALIZED,
        CEILINGS,
        HANGING,
        FAILING,
        ONE,
        BACKLOGS,
        REPLAY,
        HELD
    }

    @Option(
            names = "--parts",
            split = ",",
            description =
                    "${COMPLETION-CANDIDATES}; all by default; HANGING, FAILING and ONE leave such endpoints behind")
    private List<Part> parts = List.of(Part.values());

    @Option(names = "--lanes", defaultValue = "100", description = "healthy endpoints; each event goes to one")
    private int lanes;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "500,2000",
            description = "events a second, for OPEN; the last for REPLAY")
    private List<Integer> rates = List.of();

    @Option(names = "--backlogs", split = ",", defaultValue = "10000,1000000", description = "events that wait")
    private List<Integer> backlogs = List.of();

    @Option(
            names = "--ill",
            defaultValue = "2000",
            description = "endpoints that never answer, for HANGING, or fail, for FAILING")
    private int ill;

    @Option(names = "--events", defaultValue = "100000", description = "in a round at full load")
    private int events;

    @Option(names = "--past", defaultValue = "1000000", description = "deliveries that REPLAY brings back")
    private int past;

    @Option(names = "--held", defaultValue = "50000", description = "deliveries that HELD lets go")
    private int held;

    @Option(names = "--rounds", defaultValue = "3", description = "of what is compared; the median counts")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "10", description = "for each measurement at a given rate")
    private int seconds;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Override
    public Integer call() throws Exception {
        Set<Part> wanted = EnumSet.copyOf(parts);
        try (Site site = server.startSite(Map.of());
                ReceiverProcess sink = ReceiverProcess.sink(server.folder());
                StandaloneWar node = server.startNode(site)) {
            site.database().sizeForLoad();
            JdbcLoad load = new JdbcLoad(site.database(), new Events());
            LoadRun run = new LoadRun(load, sink, node, new Api(), lanes, Duration.ofSeconds(seconds));
            run.createEndpoints("e", 0, lanes, Map.of());
            run.drain().warmUp(events);
            System.out.println(
                    "measured | deliveries | CPU µs for each: server / database / sink | statements, SQL bytes,"
                            + " redo bytes for each | ms from commit to receipt: p50 / p99 / p99.9");
            Throughput throughput = new Throughput(run, events, rounds);
            for (Part part : wanted) {
                run(part, run, throughput, site);
            }
            System.out.printf("server: most memory it had %s%n", node.process().mostMemory());
        }
        return 0;
    }

    private void run(Part part, LoadRun run, Throughput throughput, Site site) throws Exception {
        switch (part) {
            case IDLE -> run.idle();
            case LOW -> run.lowLoad();
            case OPEN -> {
                for (int rate : rates) {
                    run.bySql(rate);
                    run.overHttp(rate);
                }
            }
            case SERIALIZED -> throughput.serialized(events / 20);
            case CEILINGS -> throughput.ceilings(site, server.folder());
            case HANGING -> throughput.hanging(ill);
            case FAILING -> throughput.failing(ill);
            case ONE -> throughput.besideOne(MILLION);
            case BACKLOGS -> throughput.backlogs(backlogs);
            case REPLAY -> new ReplayLoad(run, rates.get(rates.size() - 1), rounds).measure(past);
            case HELD -> new HeldLoad(run).measure(held);
        }
    }
}
