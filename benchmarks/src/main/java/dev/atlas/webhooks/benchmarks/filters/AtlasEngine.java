package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.dsl.Catalogue;
import dev.atlas.webhooks.dsl.index.Matches;
import dev.atlas.webhooks.dsl.index.RoutingIndex;
import dev.atlas.webhooks.dsl.index.Rule;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Our routing index, one per workspace, as the router holds it. For one thread. */
record AtlasEngine(List<RoutingIndex<Integer>> indexes, Matches matches) implements Engine {

    /** Loads rules whose texts are there already: these are the caller's, and are kept by it. */
    static Supplier<Engine> loader(List<List<CrmRule>> workspaces) {
        List<List<Rule<Integer>>> all =
                workspaces.stream().map(AtlasEngine::rules).toList();
        return () -> new AtlasEngine(
                all.stream()
                        .map(rules -> RoutingIndex.of(rules, Catalogue.EMPTY))
                        .toList(),
                new Matches());
    }

    static RoutingIndex<Integer> index(List<CrmRule> rules) {
        return RoutingIndex.of(rules(rules), Catalogue.EMPTY);
    }

    static List<Rule<Integer>> rules(List<CrmRule> rules) {
        return List.copyOf(IntStream.range(0, rules.size())
                .mapToObj(i -> new Rule<>(i, List.of("*"), rules.get(i).atlas()))
                .toList());
    }

    @Override
    public int route(int workspace, byte[] event) {
        return indexes.get(workspace).match(event, matches);
    }

    @Override
    public List<Integer> matched(int workspace, byte[] event) {
        return indexes.get(workspace).match(event);
    }
}
