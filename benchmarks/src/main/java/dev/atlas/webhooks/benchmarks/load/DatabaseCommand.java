package dev.atlas.webhooks.benchmarks.load;

import dev.atlas.webhooks.benchmarks.site.JdbcDatabase;
import dev.atlas.webhooks.benchmarks.site.Site;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures route, claim and settlement on a real MariaDB with durable commits. */
@Command(
        name = "database",
        description = "The database alone: route, claim, settle; durable commits; nothing goes over a network.",
        mixinStandardHelpOptions = true)
public final class DatabaseCommand implements Callable<Integer> {
    @Option(names = "--events", defaultValue = "100000", description = "in a round (default: ${DEFAULT-VALUE})")
    private int events;

    @Option(names = "--lanes", defaultValue = "100", description = "kinds of events (default: ${DEFAULT-VALUE})")
    private int lanes;

    @Option(names = "--fan-out", defaultValue = "1", description = "endpoints that get each event (default: 1)")
    private int fanOut;

    @Option(
            names = "--backlog",
            split = ",",
            defaultValue = "0",
            description = "so many deliveries wait for one more endpoint that hangs; several numbers in turn")
    private List<Integer> backlogs = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "rounds (default: ${DEFAULT-VALUE})")
    private int rounds;

    @Option(names = "--folder", defaultValue = "benchmarks/target/database", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        try (Site site = Site.start(folder, Path.of(""), Map.of())) {
            site.database().sizeForLoad();
            System.out.println("backlog | deliveries | CPU µs for each: application / database / - | statements,"
                    + " SQL bytes, redo bytes for each");
            for (int backlog : backlogs) {
                measure(site, backlog);
            }
        }
        return 0;
    }

    private void measure(Site site, int backlog) throws Exception {
        JdbcDatabase own = site.anotherDatabase();
        int hanging = backlog > 0 ? 1 : 0;
        try (ReceiverProcess engine = ReceiverProcess.engine(folder, own, lanes, fanOut, hanging)) {
            JdbcLoad load = new JdbcLoad(own, new Events());
            if (backlog > 0) {
                load.wait(backlog);
            }
            Drain drain = new Drain(engine.process(), engine, load, fanOut, i -> i % lanes);
            drain.warmUp(events);
            for (int round = 0; round < rounds; round++) {
                System.out.printf("%,9d | %s%n", backlog, drain.measure(events));
            }
        }
    }
}
