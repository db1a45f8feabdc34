package dev.atlas.webhooks.benchmarks.filters;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Google's CEL: each rule a program, tried one after the other on an event that is parsed once. */
record CelEngine(List<List<CelRuntime.Program>> programs) implements Engine {

    private static final JsonMapper JSON = JsonMapper.shared();

    static CelEngine load(List<List<CrmRule>> workspaces, Deadline deadline) {
        Cel cel = CelFactory.plannerCelBuilder()
                .addVar("type", SimpleType.STRING)
                .addVar("tags", ListType.create(SimpleType.STRING))
                .addVar("data", SimpleType.DYN)
                .build();
        List<List<CelRuntime.Program>> all = new ArrayList<>();
        for (List<CrmRule> rules : workspaces) {
            List<CelRuntime.Program> programs = new ArrayList<>();
            for (CrmRule rule : rules) {
                deadline.check();
                programs.add(program(cel, rule.cel()));
            }
            all.add(programs);
        }
        return new CelEngine(all);
    }

    private static CelRuntime.Program program(Cel cel, String text) {
        try {
            return cel.createProgram(cel.compile(text).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public int route(int workspace, byte[] event) {
        return matched(workspace, event).size();
    }

    @Override
    public List<Integer> matched(int workspace, byte[] event) {
        Map<?, ?> json = JSON.readValue(event, Map.class);
        Map<String, Object> variables =
                Map.of("type", member(json, "type"), "tags", member(json, "tags"), "data", member(json, "data"));
        List<CelRuntime.Program> own = programs.get(workspace);
        List<Integer> matched = new ArrayList<>();
        try {
            for (int i = 0; i < own.size(); i++) {
                if (Boolean.TRUE.equals(own.get(i).eval(variables))) {
                    matched.add(i);
                }
            }
        } catch (CelEvaluationException e) {
            throw new IllegalStateException("CEL refused an event", e);
        }
        return matched;
    }

    private static Object member(Map<?, ?> json, String name) {
        return value(json.get(name));
    }

    /** CEL has a null of its own. */
    private static Object value(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> members = new HashMap<>();
            map.forEach((key, member) -> members.put(key, value(member)));
            return members;
        } else if (value instanceof List<?> list) {
            return list.stream().map(CelEngine::value).toList();
        }
        return value == null ? NullValue.NULL_VALUE : value;
    }
}
