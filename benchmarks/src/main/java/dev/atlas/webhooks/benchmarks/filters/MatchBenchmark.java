package dev.atlas.webhooks.benchmarks.filters;

import com.google.re2j.Pattern;
import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
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
import tools.jackson.databind.json.JsonMapper;

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
    private RoutingIndex<Integer> regexes = index;
    private Pattern[] patterns = {};
    private byte[][] events = {};
    private String[] names = {};
    private Matches[] captured = {};
    private Matches[] capturedForLinear = {};
    private Matches[] capturedForRegexes = {};
    private int next;

    @Setup(Level.Trial)
    public void load() {
        Scale scale = new Scale(1, rules, false, seed);
        index = AtlasEngine.index(scale.load().get(0));
        linear = index(i -> "deal.name contains \"nobody " + i + "\"");
        regexes = index(i -> "deal.name matches /" + regex(i) + "/");
        patterns = IntStream.range(0, rules)
                .mapToObj(i -> Pattern.compile(regex(i)))
                .toArray(Pattern[]::new);
        List<CrmEvent> some = scale.events().stream().limit(EVENTS).toList();
        events = some.stream().map(CrmEvent::bytes).toArray(byte[][]::new);
        names = some.stream().map(MatchBenchmark::dealName).toArray(String[]::new);
        captured = captured(index);
        capturedForLinear = captured(linear);
        capturedForRegexes = captured(regexes);
    }

    private RoutingIndex<Integer> index(IntFunction<String> filter) {
        return RoutingIndex.of(
                IntStream.range(0, rules)
                        .mapToObj(i -> new Rule<>(i, List.of("*"), filter.apply(i)))
                        .toList(),
                Catalogue.EMPTY);
    }

    /** Anchored, found anywhere, with a class and a choice: of each kind a third. */
    private static String regex(int number) {
        return switch (number % 3) {
            case 0 -> "^(Ada|Grace) .*" + number + "$";
            case 1 -> "[A-Z][a-z]+ " + number;
            default -> "expansion\\s\\d{3}" + number + "|pilot";
        };
    }

    /** The text that the patterns are for; empty where the event has none. */
    private static String dealName(CrmEvent event) {
        return JsonMapper.shared().readTree(event.json()).at("/data/deal/name").asString("");
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

    /** Rules that are a regular expression each; a third of the events has the field. */
    @Benchmark
    public int matchRegexes() {
        next++;
        return regexes.match(capturedForRegexes[next & (EVENTS - 1)]);
    }

    /** What these cost by themselves: RE2/J in a plain loop, on texts that are strings already. */
    @Benchmark
    public int loopOfRegexes() {
        next++;
        String name = names[next & (EVENTS - 1)];
        int found = 0;
        if (!name.isEmpty()) {
            for (Pattern pattern : patterns) {
                found += pattern.matcher(name).find() ? 1 : 0;
            }
        }
        return found;
    }
}
