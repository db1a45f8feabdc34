package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.Api;
import dev.atlas.webhooks.benchmarks.site.Site;
import dev.atlas.webhooks.embedded.StandaloneWar;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The load benchmark. */
@Command(
        name = "load",
        description = "Publishers, server, database and sink on one machine; prints rates, costs and latencies.",
        mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

    @Option(names = "--lanes", defaultValue = "100", description = "healthy endpoints; each event goes to one")
    private int lanes;

    @Option(names = "--rates", split = ",", defaultValue = "500,1000,2000,4000", description = "events a second")
    private List<Integer> rates = List.of();

    @Option(names = "--backlogs", split = ",", defaultValue = "10000,1000000", description = "events that wait")
    private List<Integer> backlogs = List.of();

    @Option(names = "--hanging", defaultValue = "2000", description = "endpoints that never answer; 0: leave it out")
    private int hanging;

    @Option(names = "--seconds", defaultValue = "10", description = "for each measurement")
    private int seconds;

    @Option(names = "--war", defaultValue = "admin-webapp/target/atlas-webhooks.war")
    private Path war = Path.of("");

    @Option(names = "--folder", defaultValue = "benchmarks/target/load", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        Duration length = Duration.ofSeconds(seconds);
        try (Site site = Site.start(folder, war, Map.of());
                SinkProcess sink = SinkProcess.start(folder);
                StandaloneWar node = site.startNode(List.of("-Xmx512m"))) {
            Api api = new Api();
            LoadRun run = new LoadRun(new JdbcLoad(site.database()), sink, node, api, lanes, length);
            run.createEndpoints("e", 0, lanes);
            run.warmUp();
            System.out.println("measured | deliveries | CPU µs for each: server / database / sink | ms from commit to"
                    + " receipt: p50 / p99 / p99.9 | statements | SQL bytes | redo bytes, each");
            run.idle();
            run.lowLoad();
            for (int rate : rates) {
                run.openModel(rate);
            }
            double client = ClientCeiling.measure(sink.address(), lanes, length);
            System.out.printf("ceiling: the HTTP client alone | %,.0f /s%n", client);
            if (hanging > 0) {
                run.hanging(hanging);
            }
            for (int backlog : backlogs) {
                run.backlog(backlog);
            }
        }
        return 0;
    }
}
