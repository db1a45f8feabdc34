package dev.atlas.webhooks.benchmarks.faults;

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

    @Option(names = "--war", defaultValue = "admin-webapp/target/atlas-webhooks.war")
    private Path war = Path.of("");

    @Option(names = "--folder", defaultValue = "benchmarks/target/faults", description = "for data and logs")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws Exception {
        Findings findings = new FaultRun(seed, Duration.ofSeconds(seconds), nodes, pauseMillis).in(folder, war);
        System.out.println(findings);
        return findings.breaches().isEmpty() ? 0 : 1;
    }
}
