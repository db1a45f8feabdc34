package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.benchmarks.Jmh;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Our index and language alone, part by part. */
@Command(
        name = "language",
        description = "Measures scan and match apart, compile, check, and the change of one rule; prints a table.",
        mixinStandardHelpOptions = true)
public final class LanguageCommand implements Callable<Integer> {

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each measurement")
    private int forks;

    @Override
    public Integer call() throws RunnerException {
        List<RunResult> results = new ArrayList<>(Jmh.run(MatchBenchmark.class, forks, Map.of()));
        results.addAll(Jmh.run(LanguageBenchmark.class, forks, Map.of()));
        System.out.println("| what | rules | CPU ns | bytes allocated |");
        System.out.println("|---|---|---|---|");
        for (RunResult result : results) {
            System.out.printf(
                    "| %s | %s | %,.0f | %,.0f |%n",
                    result.getPrimaryResult().getLabel(),
                    result.getParams().getParam("rules"),
                    Jmh.cpuNanos(result),
                    Jmh.allocated(result));
        }
        return 0;
    }
}
