package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.benchmarks.Jmh;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The comparison of all engines, scale by scale, as a table. */
@Command(
        name = "filters",
        description = "Routes 1 KB events with our index, event-ruler, CEL and a loop; prints a table.",
        mixinStandardHelpOptions = true)
public final class FiltersCommand implements Callable<Integer> {

    private static final int SMALL = 10;
    /** Below, the heap's own noise is larger than the rules. */
    private static final int MANY = 1_000;

    @Option(names = "--rules", split = ",", defaultValue = "1,100,1000,10000,100000", description = "in one workspace")
    private List<Integer> rules = List.of();

    @Option(names = "--workspaces", defaultValue = "10000", description = "of 10 rules each; 0: leave it out")
    private int workspaces;

    @Option(names = "--engines", split = ",", defaultValue = "atlas,event-ruler,cel,loop")
    private List<String> engines = List.of();

    @Option(names = "--forks", defaultValue = "1", description = "JVMs for each measurement")
    private int forks;

    @Option(names = "--load-seconds", defaultValue = "240", description = "after which an engine is left out")
    private int loadSeconds;

    @Option(names = "--fine", description = "thresholds of random cents; else 25 round ones")
    private boolean fine;

    @Option(names = "--seed", defaultValue = "1")
    private long seed;

    @Override
    public Integer call() throws RunnerException {
        List<Scale> scales = new ArrayList<>();
        rules.forEach(count -> scales.add(new Scale(1, count, fine, seed)));
        if (workspaces > 0) {
            scales.add(new Scale(workspaces, SMALL, fine, seed));
        }
        List<String> table = new ArrayList<>();
        for (Scale scale : scales) {
            compare(scale, table);
        }
        System.out.println(
                "| rules | engine | CPU µs an event | times ours | bytes allocated | load, ms | of it CPU | bytes a rule |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        table.forEach(System.out::println);
        return 0;
    }

    private void compare(Scale scale, List<String> table) throws RunnerException {
        Map<String, LoadCost> costs = new LinkedHashMap<>();
        for (String engine : engines) {
            try {
                LoadCost cost = LoadCost.of(engine, scale, loadSeconds);
                costs.put(engine, cost);
                System.out.printf("%s rules: %s %s%n", scale, engine, cost);
            } catch (Engine.TooSlow e) {
                table.add("| %s | %s | not loaded within %d s | | | | | |".formatted(scale, engine, loadSeconds));
            }
        }
        double ours = 0;
        for (RunResult result : measure(scale, List.copyOf(costs.keySet()))) {
            String engine = result.getParams().getParam("engine");
            double nanos = Jmh.cpuNanos(result);
            ours = ours == 0 ? nanos : ours;
            LoadCost cost = Objects.requireNonNull(costs.get(engine));
            table.add("| %s | %s | %.2f | %.1f | %.0f | %.0f | %.0f | %s |"
                    .formatted(
                            scale,
                            engine,
                            nanos / 1_000,
                            nanos / ours,
                            Jmh.allocated(result),
                            cost.millis(),
                            cost.cpuMillis(),
                            scale.total() < MANY && !engine.equals("atlas") ? "" : cost.bytesPerRule()));
        }
    }

    /** In the order of the engines. */
    private List<RunResult> measure(Scale scale, List<String> loadable) throws RunnerException {
        return Jmh.run(
                RouteBenchmark.class,
                forks,
                Map.of(
                        "workspaces", List.of(String.valueOf(scale.workspaces())),
                        "rules", List.of(String.valueOf(scale.rules())),
                        "fine", List.of(String.valueOf(scale.fine())),
                        "seed", List.of(String.valueOf(scale.seed())),
                        "engine", loadable));
    }
}
