package dev.atlas.webhooks.benchmarks.faults;

import dev.atlas.webhooks.benchmarks.site.Site.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The crash and fault harness. */
@Command(
        name = "faults",
        description = "Kills, freezes and restarts nodes and their database under load, and checks every promise.",
        mixinStandardHelpOptions = true)
public final class FaultsCommand implements Callable<Integer> {

    @Option(names = "--seed", description = "of every choice; default: another each time")
    private long seed = System.currentTimeMillis();

    @Option(names = "--seconds", defaultValue = "300", description = "in which things break")
    private int seconds;

    @Option(names = "--nodes", defaultValue = "3")
    private int nodes;

    @Option(names = "--pause-millis", defaultValue = "40", description = "mean time between a publisher's actions")
    private int pauseMillis;

    @Option(
            names = "--database",
            defaultValue = "mariadb",
            description = "mariadb or mysql; MySQL needs Debian's libaio1 and libnuma1")
    private Database database = Database.MARIADB;

    @Option(
            names = "--ahead",
            defaultValue = "0",
            description = "seconds by which one node's clock is ahead; needs Debian's libfaketime")
    private int ahead;

    @Option(names = "--slow-names", description = "ask a slow name server; needs Linux and root")
    private boolean slowNames;

    @Option(names = "--war", defaultValue = "admin-webapp/target/atlas-webhooks.war")
    private Path war = Path.of("");

    @Option(names = "--folder", defaultValue = "benchmarks/target/faults", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        FaultPlan plan = new FaultPlan(
                seed,
                Duration.ofSeconds(seconds),
                nodes,
                pauseMillis,
                database,
                new Surroundings(Duration.ofSeconds(ahead), slowNames));
        Findings findings = new FaultRun(plan).in(folder, war);
        System.out.println(findings);
        return findings.breaches().isEmpty() ? 0 : 1;
    }
}
