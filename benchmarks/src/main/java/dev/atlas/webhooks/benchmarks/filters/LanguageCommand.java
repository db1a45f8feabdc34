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

    /** The part of the events that has the field which the regular expressions are for. */
    private static final double WITH_FIELD = 1 / 3.0;

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
        regexes(results);
        return 0;
    }

    /** Regular expressions alone: what a rule costs in the index, beside what its expression costs by itself. */
    private static void regexes(List<RunResult> results) {
        for (RunResult index : named(results, "matchRegexes")) {
            String rules = index.getParams().getParam("rules");
            for (RunResult loop : named(results, "loopOfRegexes")) {
                if (loop.getParams().getParam("rules").equals(rules)) {
                    double tests = WITH_FIELD * Integer.parseInt(rules);
                    System.out.printf(
                            "%s regular expressions: %.0f ns each in the index, %.0f ns in a loop of RE2/J, %.2f times%n",
                            rules,
                            Jmh.cpuNanos(index) / tests,
                            Jmh.cpuNanos(loop) / tests,
                            Jmh.cpuNanos(index) / Jmh.cpuNanos(loop));
                }
            }
        }
    }

    private static List<RunResult> named(List<RunResult> results, String name) {
        return results.stream()
                .filter(result -> result.getPrimaryResult().getLabel().equals(name))
                .toList();
    }
}
