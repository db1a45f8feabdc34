package dev.atlas.webhooks.benchmarks.filters;

import dev.atlas.webhooks.dsl.CompileResult;
import dev.atlas.webhooks.dsl.EventView;
import dev.atlas.webhooks.dsl.Filter;
import dev.atlas.webhooks.dsl.FilterLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Our compiled filters without an index: one after the other on an event that is parsed once. */
record LoopEngine(List<List<Filter>> filters) implements Engine {

    static LoopEngine load(List<List<CrmRule>> workspaces) {
        FilterLanguage language = new FilterLanguage();
        return new LoopEngine(workspaces.stream()
                .map(rules -> rules.stream()
                        .map(rule -> ((CompileResult.Compiled) language.compile(rule.atlas())).filter())
                        .toList())
                .toList());
    }

    @Override
    public int route(int workspace, byte[] event) {
        return matched(workspace, event).size();
    }

    @Override
    public List<Integer> matched(int workspace, byte[] event) {
        EventView view = EventView.read(new String(event, StandardCharsets.UTF_8));
        List<Filter> own = filters.get(workspace);
        List<Integer> matched = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            if (own.get(i).matches(view)) {
                matched.add(i);
            }
        }
        return matched;
    }
}
