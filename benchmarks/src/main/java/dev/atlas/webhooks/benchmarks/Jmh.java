package dev.atlas.webhooks.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs benchmarks by JMH, all in the same way; a machine that is busy needs a longer {@code -Dwarmup.seconds}. */
public final class Jmh {

    private Jmh() {}

    /**
     * Runs a class of benchmarks, each in its own JVM.
     *
     * @param forks JVMs for each
     * @param params values instead of those that the class names
     */
    public static List<RunResult> run(Class<?> benchmarks, int forks, Map<String, List<String>> params)
            throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(benchmarks.getName() + "\\.")
                .forks(forks)
                .warmupIterations(Integer.getInteger("warmup.seconds", 5))
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .addProfiler(GCProfiler.class)
                .addProfiler(CpuTime.class)
                .shouldFailOnError(true);
        params.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
        return List.copyOf(new Runner(options.build()).run());
    }

    /** Nanoseconds of processor time for one call. */
    public static double cpuNanos(RunResult result) {
        return secondary(result, CpuTime.NAME);
    }

    /** Bytes allocated by one call. */
    public static double allocated(RunResult result) {
        return secondary(result, "gc.alloc.rate.norm");
    }

    private static double secondary(RunResult result, String name) {
        return Objects.requireNonNull(result.getSecondaryResults().get(name)).getScore();
    }
}
