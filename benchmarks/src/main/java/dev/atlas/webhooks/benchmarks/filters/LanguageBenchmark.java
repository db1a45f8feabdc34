package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.Catalogue.EventType;
import dev.atlas.webhooks.dsl.Catalogue.Field;
import dev.atlas.webhooks.dsl.Catalogue.FieldKind;
import dev.atlas.webhooks.dsl.CheckReport;
import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.FilterLanguage;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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

/** What an editor and a change of an endpoint cost. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LanguageBenchmark {

    private static final int TEXTS = 1_024;
    private static final int OBJECTS = 16;
    private static final int FIELDS = 28;

    @Param({"10", "10000"})
    int rules;

    private final FilterLanguage language = new FilterLanguage();
    private final Catalogue catalogue = new Catalogue(
            IntStream.range(0, OBJECTS * 5).mapToObj(LanguageBenchmark::type).toList(), List.of("enterprise", "emea"));
    private List<String> texts = List.of();
    private List<Rule<Integer>> live = List.of();
    private RoutingIndex<Integer> index = RoutingIndex.of(List.of(), Catalogue.EMPTY);
    private int next;

    private static EventType type(int number) {
        String object = number < 5 ? "deal" : "object" + number / 5;
        List<Field> fields = new ArrayList<>(List.of(Field.of(List.of(object, "value"), FieldKind.NUMBER, "")));
        for (int i = 1; i < FIELDS; i++) {
            fields.add(Field.of(List.of(object, "field_" + i), FieldKind.TEXT, ""));
        }
        return new EventType(object + ".action_" + number % 5, "", fields);
    }

    @Setup(Level.Trial)
    public void load() {
        texts = new Crm(7).rules(TEXTS, false).stream().map(CrmRule::atlas).toList();
        live = AtlasEngine.rules(new Crm(1).rules(rules, true));
        index = RoutingIndex.of(live, Catalogue.EMPTY);
    }

    @Benchmark
    public CompileResult compile() {
        return language.compile(texts.get(next++ & (TEXTS - 1)));
    }

    /** With three unknown names to look for. */
    @Benchmark
    public CheckReport check() {
        return language.check(
                texts.get(next++ & (TEXTS - 1)) + " and deal.valeu > 5 and tag:entreprise", Set.of("*"), catalogue);
    }

    /** One rule of the workspace gets another filter. */
    @Benchmark
    public RoutingIndex<Integer> change() {
        List<Rule<Integer>> changed = new ArrayList<>(live);
        int at = (next * 31) % rules;
        changed.set(at, new Rule<>(at, List.of("*"), texts.get(next++ & (TEXTS - 1))));
        return index.with(changed);
    }
}
