package dev.atlas.webhooks.benchmarks.filters;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread that routes event after event, from their bytes. The engines take turns within one scale. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBenchmark {

    private static final int ENOUGH_SECONDS = 3_600;

    @Param("1")
    int workspaces;

    @Param("100")
    int rules;

    @Param("false")
    boolean fine;

    @Param("1")
    long seed;

    @Param({"atlas", "event-ruler", "cel", "loop"})
    String engine = "";

    private Engine loaded = new LoopEngine(List.of());
    private byte[][] events = {};
    private int next;

    @Setup(Level.Trial)
    public void load() {
        Scale scale = new Scale(workspaces, rules, fine, seed);
        loaded = Engine.loader(engine, scale.load(), Engine.Deadline.in(ENOUGH_SECONDS))
                .get();
        events = scale.events().stream().map(CrmEvent::bytes).toArray(byte[][]::new);
    }

    @Benchmark
    public int route() {
        next++;
        // A multiplicative step, so that workspaces come in no order that a cache could know.
        int workspace = workspaces == 1 ? 0 : (int) (((next * 2_654_435_761L) >>> 8) % workspaces);
        return loaded.route(workspace, events[next & (events.length - 1)]);
    }
}
