package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The two halves of our routing apart: reading the event's bytes, and finding the rules of what was read. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchBenchmark {

    private static final int EVENTS = 256;

    @Param({"100", "1000", "10000"})
    int rules;

    @Param("1")
    long seed;

    private RoutingIndex<Integer> index = RoutingIndex.of(List.of(), Catalogue.EMPTY);
    private RoutingIndex<Integer> linear = index;
    private byte[][] events = {};
    private Matches[] captured = {};
    private Matches[] capturedForLinear = {};
    private int next;

    @Setup(Level.Trial)
    public void load() {
        Scale scale = new Scale(1, rules, false, seed);
        index = AtlasEngine.index(scale.load().get(0));
        linear = RoutingIndex.of(
                IntStream.range(0, rules)
                        .mapToObj(i -> new Rule<>(i, List.of("*"), "deal.name contains \"nobody " + i + "\""))
                        .toList(),
                Catalogue.EMPTY);
        events = scale.events().stream().limit(EVENTS).map(CrmEvent::bytes).toArray(byte[][]::new);
        captured = captured(index);
        capturedForLinear = captured(linear);
    }

    private Matches[] captured(RoutingIndex<Integer> by) {
        return IntStream.range(0, EVENTS)
                .mapToObj(i -> {
                    Matches matches = new Matches();
                    by.scan(events[i], matches);
                    return matches;
                })
                .toArray(Matches[]::new);
    }

    @Benchmark
    public Matches scan() {
        next++;
        Matches matches = captured[0];
        index.scan(events[next & (EVENTS - 1)], matches);
        return matches;
    }

    @Benchmark
    public int match() {
        next++;
        return index.match(captured[next & (EVENTS - 1)]);
    }

    /** Rules that no index can help; a third of the events has the field. */
    @Benchmark
    public int matchLinear() {
        next++;
        return linear.match(capturedForLinear[next & (EVENTS - 1)]);
    }
}
